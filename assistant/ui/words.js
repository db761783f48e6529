// Chinese in the place of words built into the page's framework: texts, labels, titles and placeholders that are
// exactly one of the given words. React keeps its nodes; only their values change, so nothing is drawn anew.
const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];
let words = {};
let regions = {};
let open = []; // words with something of their own in the middle, written with a * there

function inChinese(given) {
  const plain = given.trim();
  if (Object.hasOwn(words, plain)) return given.replace(plain, words[plain]);
  const found = /[A-Za-z]{3}/.test(plain) && open.find(([start, end]) => plain.startsWith(start) && plain.endsWith(end));
  return found ? found[2] : null;
}

// What scrolls can be reached by Tab and has a name.
function nameRegion(element) {
  const found = Object.entries(regions).find(([key]) => element.classList?.contains(`st-key-${key}`));
  if (!found || (element.tabIndex === 0 && element.getAttribute("aria-label") === found[1])) return;
  element.tabIndex = 0;
  element.setAttribute("role", "region");
  element.setAttribute("aria-label", found[1]);
}

function translateNode(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const told = inChinese(node.data);
    if (told !== null) node.data = told;
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  nameRegion(node);
  for (const name of ATTRIBUTES) {
    const told = node.hasAttribute(name) ? inChinese(node.getAttribute(name)) : null;
    if (told !== null) node.setAttribute(name, told);
  }
}

function translate(root) {
  translateNode(root);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) translateNode(walker.currentNode);
}

export default function (component) {
  words = component.data.words;
  regions = component.data.regions;
  open = Object.keys(words).filter((one) => one.includes("*")).map((one) => [...one.split("*"), words[one]]);
  document.documentElement.lang = "zh-CN";
  translate(document.body);
  if (window.builtInWords) window.builtInWords.disconnect();
  window.builtInWords = new MutationObserver((records) => {
    for (const record of records) {
      if (record.type === "childList") record.addedNodes.forEach(translate);
      else translateNode(record.target);
    }
  });
  window.builtInWords.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: [...ATTRIBUTES, "class"],
  });
}
