/**
 * foliate gives the frames of a book `allow-scripts`, because WebKit hears no events in a frame without it. Everywhere
 * else the book gets by without, and then nothing in it can run whatever slips through the other two guards: sections
 * are cleaned before they are shown, and the page's content security policy, which they inherit, allows no script.
 */
export function forbidBookScripts(vendor = navigator.vendor): void {
  if (vendor.startsWith('Apple')) return
  const { prototype } = HTMLIFrameElement
  prototype.setAttribute = function setAttribute(this: HTMLIFrameElement, name: string, value: string) {
    const allowed = name.toLowerCase() === 'sandbox' ? value.replace(/\ballow-scripts\b/g, '').trim() : value
    Element.prototype.setAttribute.call(this, name, allowed)
  }
}
