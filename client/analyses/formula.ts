import { element } from '../dom/element.ts';

const mathNamespace = 'http://www.w3.org/1998/Math/MathML';

/** A formula out of its MathML, which the browser sets; what is no MathML is shown as the text that it is. */
export function formula(mathml: string, latex: string): Node {
  const { documentElement: root } = new DOMParser().parseFromString(mathml, 'application/xml');
  const isMath = root.namespaceURI === mathNamespace && root.localName === 'math';
  return isMath ? document.importNode(root, true) : element('code', {}, latex);
}
