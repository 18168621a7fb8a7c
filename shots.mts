const { openBrowser, openPage, mapIsDrawn } = await import(process.cwd() + '/test/support/browser.ts');
const b = await openBrowser();
const [,, out, ...qs] = process.argv;
for (const q of qs) { const [name, query, w, h, scheme, lang] = q.split('|');
const { page, mistakes } = await openPage(b, 'http://127.0.0.1:8311/?' + query + '&lang=' + (lang ?? 'zh'), { viewport: { width: +(w ?? 1360), height: +(h ?? 850) }, colorScheme: scheme ?? 'light' });
try { await mapIsDrawn(page); } catch (e) { console.log(name, 'not drawn'); }
await page.waitForTimeout(500);
await page.screenshot({ path: `${out}/${name}.png` }); if (mistakes.length) console.log(name, mistakes); await page.context().close(); }
await b.close();
