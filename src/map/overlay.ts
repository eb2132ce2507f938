import type { Deck, Layer, PickingInfo } from "@deck.gl/core";
import { MapLibreOverlay } from "@deck.gl/maplibre";
import type { Map as MapLibreMap } from "maplibre-gl";

/** The deck.gl canvas over the map. */
export interface Overlay {
  setLayers(layers: readonly Layer[]): void;
  /** Draws what has changed now instead of in the next frame; false while it cannot draw. */
  drawNow(always?: boolean): boolean;
  canvas(): HTMLCanvasElement | null;
  /** Draws in so many pixels for one of the page; `null` is as usual. */
  setPixelRatio(ratio: number | null): void;
}

/** What the overlay runs on, and who hears of the pointer and of errors. */
export interface OverlayOptions {
  readonly software: boolean;
  readonly onHover: (info: PickingInfo) => void;
  readonly onClick: (info: PickingInfo) => void;
  readonly onError: (error: Error) => void;
}

const recoveryDelayMs = 300;
const pickingRadiusPixels = 3;

/**
 * A canvas of its own over the map rather than in it: a change of data then redraws the data alone, which without a GPU
 * is half the cost. When its WebGL context is lost, a new deck.gl takes over the layers.
 */
export function createOverlay(map: MapLibreMap, options: OverlayOptions): Overlay {
  const usualPixels = options.software ? 1 : true;
  let layers: readonly Layer[] = [];
  let control = add();
  let watched: HTMLCanvasElement | null = null;

  function add(): MapLibreOverlay {
    const overlay = new MapLibreOverlay({
      interleaved: false,
      layers: [...layers],
      pickingRadius: pickingRadiusPixels,
      useDevicePixels: usualPixels,
      deviceProps: { type: "webgl", webgl: { antialias: !options.software } },
      onHover: options.onHover,
      onClick: options.onClick,
      onError: (error, layer) => options.onError(layer ? new Error(`layer ${layer.id}: ${error.message}`) : error),
      onLoad: watch,
    });
    map.addControl(overlay);
    return overlay;
  }

  function watch(): void {
    watched = control.getCanvas();
    watched?.addEventListener("webglcontextlost", recover, { once: true });
  }

  function recover(): void {
    watched = null;
    setTimeout(() => {
      map.removeControl(control);
      layers = layers.map((layer) => layer.clone({}));
      control = add();
    }, recoveryDelayMs);
  }

  const deck = (): Deck | undefined => layers.find((layer) => layer.context?.deck)?.context.deck;

  return {
    setLayers(next) {
      layers = next;
      control.setProps({ layers: [...next] });
    },
    drawNow(always = false) {
      if (watched === null) return false;
      deck()?.redraw(always ? "asked" : undefined);
      return true;
    },
    canvas: () => watched,
    setPixelRatio(ratio) {
      control.setProps({ useDevicePixels: ratio ?? usualPixels });
    },
  };
}
