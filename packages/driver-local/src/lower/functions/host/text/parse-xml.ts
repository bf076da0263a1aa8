import type { Element, Node } from "@xmldom/xmldom";

/** The longest text that is read. Source: "parse_xml()". */
const greatestBytes = 1_048_576;

type Json = string | null | Json[] | { [name: string]: Json };

/** Makes the reader of XML: elements, attributes and texts as a bag, everything else is passed over. Source: "parse_xml()". */
export async function xmlReader(): Promise<(text: string) => string | null> {
  const { DOMParser, ParseError } = await import("@xmldom/xmldom");
  const parser = new DOMParser({ onError: (level, message) => {
    if (level !== "warning") throw new ParseError(message);
  } });
  return (text) => {
    if (text === "" || Buffer.byteLength(text) > greatestBytes) return null;
    try {
      const root = parser.parseFromString(text, "text/xml").documentElement;
      return root ? JSON.stringify({ [root.tagName]: valueOf(root) }) : null;
    } catch (error) {
      if (error instanceof ParseError) return null;
      throw error;
    }
  };
}

function valueOf(element: Element): Json {
  const bag = new Map<string, Json>();
  for (let index = 0; index < element.attributes.length; index++) {
    const attribute = element.attributes.item(index);
    if (attribute) bag.set(`@${attribute.name}`, attribute.value);
  }
  for (let child: Node | null = element.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === child.ELEMENT_NODE) add(bag, (child as Element).tagName, valueOf(child as Element));
    else if (isText(child) && !(child.previousSibling && isText(child.previousSibling))) addText(bag, child);
  }
  const only = bag.get("#text");
  if (bag.size === 0) return null;
  return bag.size === 1 && typeof only === "string" ? only : Object.fromEntries(bag);
}

function isText(node: Node): boolean {
  return node.nodeType === node.TEXT_NODE || node.nodeType === node.CDATA_SECTION_NODE;
}

/** A text and those that follow it at once (a text with CDATA in it is several nodes), without the blanks around it. */
function addText(bag: Map<string, Json>, first: Node): void {
  let text = "";
  for (let node: Node | null = first; node && isText(node); node = node.nextSibling) text += node.nodeValue ?? "";
  if (text.trim() !== "") add(bag, "#text", text.trim());
}

/** Several of one name become an array. */
function add(bag: Map<string, Json>, name: string, value: Json): void {
  const before = bag.get(name);
  if (before === undefined) bag.set(name, value);
  else if (Array.isArray(before)) before.push(value);
  else bag.set(name, [before, value]);
}
