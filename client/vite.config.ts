import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Files that are worth compressing; fonts and pictures already are. */
const compressible = /\.(?:html|js|mjs|css|json|svg|txt|map)$/;

/** Writes a .gz and a .br copy beside every asset: the server compresses nothing. */
const precompress = (): Plugin => {
  let folder = '';
  return {
    name: 'precompress',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    async closeBundle() {
      const files = await readdir(folder, { recursive: true });
      await Promise.all(
        files
          .filter((file) => compressible.test(file))
          .map(async (file) => {
            const path = join(folder, file);
            const bytes = await readFile(path);
            const [gzipped, brotlied] = await Promise.all([
              promisify(gzip)(bytes, { level: 9 }),
              promisify(brotliCompress)(bytes, {
                params: {
                  [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
                  [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
                },
              }),
            ]);
            await Promise.all([writeFile(`${path}.gz`, gzipped), writeFile(`${path}.br`, brotlied)]);
          }),
      );
    },
  };
};

export default defineConfig({
  root: import.meta.dirname,
  // Relative addresses, so that the same build works under any --base-path.
  base: './',
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2023',
    rolldownOptions: {
      input: {
        index: join(import.meta.dirname, 'index.html'),
        embed: join(import.meta.dirname, 'embed.html'),
        'jiju-map': join(import.meta.dirname, 'embed/jiju-map.ts'),
      },
      // Pages of others name this file, so its name does not change with its content.
      output: {
        entryFileNames: ({ name }) => (name === 'jiju-map' ? 'jiju-map.js' : 'assets/[name]-[hash].js'),
      },
    },
    modulePreload: { polyfill: false },
    // maplibre-gl alone is above the default limit; the budget is held by a test.
    chunkSizeWarningLimit: 1200,
  },
  worker: {
    format: 'es',
    // MapLibre's package says of its worker that loading it has no effect; it is one bundle already.
    rolldownOptions: { treeshake: false },
  },
  plugins: [precompress()],
});
