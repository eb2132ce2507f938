import type { Layer, PickingInfo } from "@deck.gl/core";
import { type GeoJSONSource, Map as MapLibreMap, type MapOptions, prewarm, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import type { Camera, Theme } from "../domain/document.ts";
import type { Box } from "../domain/manifest.ts";
import type { Viewport } from "../domain/viewport.ts";
import { type BaseMap, baseCollection } from "./base.ts";
import { type DragListener, hearDrags } from "./drags.ts";
import { homePadding } from "./home.ts";
import { createOverlay } from "./overlay.ts";
import { type ScaleBar, scaleBar } from "./scale-bar.ts";
import { createSettling } from "./settle.ts";
import { type BaseStyleOptions, baseLayers, baseStyle } from "./style.ts";
import { probeRenderer, type Renderer } from "./webgl.ts";
import "./map.css";

/** What the pointer is on: a row of a layer's data, and where. */
export interface MapPick {
  /** Id of the deck.gl layer; it begins with the id of its layer kind. */
  readonly layer: string;
  readonly row: number;
  readonly lon: number;
  readonly lat: number;
  /** Pixels from the map's top left corner. */
  readonly x: number;
  readonly y: number;
}

/** Where the pointer is. */
export interface MapPoint {
  readonly lon: number;
  readonly lat: number;
  /** Pixels from the map's top left corner. */
  readonly x: number;
  readonly y: number;
}

/** What a map begins with. */
export interface MapViewOptions {
  /** What is shown first. */
  readonly box: Box;
  readonly theme: Theme;
  /** Text of the map for screen readers. */
  readonly label: string;
  readonly onError: (error: Error) => void;
  /** What the machine draws with, where it is known. */
  readonly renderer?: Renderer;
}

/** Stops the calls that it stands for. */
export type Unsubscribe = () => void;

/** The one map of the page. It lives as long as the page does. */
export interface MapView {
  readonly renderer: Renderer;
  setBase(base: BaseMap): void;
  setTheme(theme: Theme): void;
  /** Deck.gl layers, lowest first; a layer whose data is the same object as before keeps its buffers. */
  setLayers(layers: readonly Layer[]): void;
  fit(box: Box, paddingPixels?: number): void;
  camera(): Camera;
  setCamera(camera: Camera): void;
  viewport(): Viewport;
  onMove(listener: (camera: Camera) => void): Unsubscribe;
  /** When a movement has ended; `byHand` where the user made it. */
  onRest(listener: (camera: Camera, byHand: boolean) => void): Unsubscribe;
  /** The thing under the pointer changes; null is nothing. */
  onHover(listener: (pick: MapPick | null) => void): Unsubscribe;
  onClick(listener: (pick: MapPick | null) => void): Unsubscribe;
  /** The pointer moves over the map, whatever is there; null when it leaves. */
  onPointer(listener: (point: MapPoint | null) => void): Unsubscribe;
  /** The map is clicked, whatever is there. */
  onTap(listener: (point: MapPoint) => void): Unsubscribe;
  /** One button or finger drags over the map; true at the start keeps the map still until the end. */
  onDrag(listener: DragListener): Unsubscribe;
  scaleBar(maxPixels: number): ScaleBar;
  /** Resolves when everything that was set is on the canvases. */
  settled(): Promise<void>;
  resize(): void;
  /** Base map and layers in one PNG, in so many pixels for one of the page; without it in those of the screen. */
  screenshot(pixelsPerPixel?: number): Promise<Blob>;
}

const motionMs = 150;

function mapOptions(container: HTMLElement, options: MapViewOptions, software: boolean): MapOptions {
  const [west, south, east, north] = options.box;
  return {
    container,
    style: baseStyle({ theme: options.theme, software }),
    bounds: [west, south, east, north],
    fitBoundsOptions: { padding: homePadding },
    minZoom: 8,
    maxZoom: 20,
    maxPitch: 0,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    attributionControl: false,
    fadeDuration: 0,
    ...(software && { pixelRatio: 1 }),
    canvasContextAttributes: { antialias: false },
    locale: { "Map.Title": options.label },
  };
}

type PaintName = Parameters<MapLibreMap["setPaintProperty"]>[1];

/** A set of listeners and how they are called. */
function listeners<T>() {
  const all = new Set<(value: T) => void>();
  return {
    call: (value: T) => all.forEach((listener) => listener(value)),
    add(listener: (value: T) => void): Unsubscribe {
      all.add(listener);
      return () => all.delete(listener);
    },
  };
}

function pickOf({ layer, index, object, coordinate, x, y }: PickingInfo): MapPick | null {
  if (!layer || index < 0) return null;
  const row = typeof object?.row === "number" ? object.row : index;
  return { layer: layer.id, row, lon: coordinate?.[0] ?? 0, lat: coordinate?.[1] ?? 0, x, y };
}

setWorkerUrl(workerUrl);

/** Starts the map library's worker before there is a map. */
export function prepareMap(): void {
  prewarm();
}

/**
 * Makes the map in a container. Throws the fault `no-webgl`; `onError` hears what goes wrong later. When a WebGL context
 * is lost, the base map and the layers come back by themselves.
 */
export function createMapView(container: HTMLElement, options: MapViewOptions): MapView {
  const renderer = options.renderer ?? probeRenderer();
  const map = new MapLibreMap(mapOptions(container, options, renderer.software));
  // The sky is drawn over the whole canvas in every frame, though a map seen from above has none: half of a frame's cost.
  map.painter.drawFunctions.sky = () => {};
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.on("error", ({ error }) => options.onError(new Error(`map: ${error.message}`, { cause: error })));

  const hovers = listeners<MapPick | null>();
  const clicks = listeners<MapPick | null>();
  const overlay = createOverlay(map, {
    software: renderer.software,
    onHover: (info) => {
      const pick = pickOf(info);
      map.getCanvasContainer().classList.toggle("map-pointing", pick !== null);
      hovers.call(pick);
    },
    onClick: (info) => clicks.call(pickOf(info)),
    onError: options.onError,
  });
  const settling = createSettling(map, overlay);
  const base = baseControl(map, { theme: options.theme, software: renderer.software });
  const pointers = listeners<MapPoint | null>();
  const taps = listeners<MapPoint>();
  map.on("mousemove", ({ lngLat, point }) =>
    pointers.call({ lon: lngLat.lng, lat: lngLat.lat, x: point.x, y: point.y }),
  );
  map.on("mouseout", () => pointers.call(null));
  map.on("click", ({ lngLat, point }) => taps.call({ lon: lngLat.lng, lat: lngLat.lat, x: point.x, y: point.y }));
  const camera = (): Camera => {
    const { lng, lat } = map.getCenter();
    return { lon: lng, lat, zoom: map.getZoom() };
  };

  return {
    renderer,
    setBase: base.setBase,
    setTheme: base.setTheme,
    setLayers: overlay.setLayers,
    fit([west, south, east, north], padding = homePadding) {
      map.fitBounds([west, south, east, north], { padding, duration: renderer.software ? 0 : motionMs });
    },
    camera,
    setCamera: ({ lon, lat, zoom }) => void map.jumpTo({ center: [lon, lat], zoom }),
    viewport: () => viewportOf(map),
    onMove: (listener) => map.on("move", () => listener(camera())).unsubscribe,
    onRest: (listener) =>
      map.on("moveend", ({ originalEvent }) => listener(camera(), originalEvent !== undefined)).unsubscribe,
    onHover: hovers.add,
    onClick: clicks.add,
    onPointer: pointers.add,
    onTap: taps.add,
    onDrag: (listener) => hearDrags(map, listener),
    scaleBar: (maxPixels) => scaleBar(camera(), maxPixels),
    settled: settling.settled,
    resize: () => void map.resize(),
    async screenshot(pixelsPerPixel) {
      const usual = map.getPixelRatio();
      const ratio = (pixels: number | null) => {
        if (pixelsPerPixel === undefined) return;
        map.setPixelRatio(pixels ?? usual);
        overlay.setPixelRatio(pixels);
      };
      ratio(pixelsPerPixel ?? null);
      const drawn = settling.settled().then(() => {
        map.redraw();
        overlay.drawNow(true);
        return flatten([map.getCanvas(), overlay.canvas()]);
      });
      return drawn.finally(() => ratio(null));
    },
  };
}

function viewportOf(map: MapLibreMap): Viewport {
  const bounds = map.getBounds();
  const { clientWidth, clientHeight } = map.getContainer();
  return {
    box: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()],
    widthPx: clientWidth,
    heightPx: clientHeight,
  };
}

/** Keeps base map and theme, which may be set before the style is there and come back after a lost context. */
function baseControl(map: MapLibreMap, first: BaseStyleOptions) {
  let base: BaseMap = {};
  let style = first;
  const loaded = () => map.getSource("base") !== undefined;
  const showBase = (): void => {
    void map.getSource<GeoJSONSource>("base")?.setData(baseCollection(base));
  };
  const showTheme = (): void => {
    for (const { id, paint } of baseLayers(style)) {
      for (const [name, value] of Object.entries(paint ?? {})) {
        // The names come from the style itself, whose type forgets them in `entries`.
        map.setPaintProperty(id, name as PaintName, value);
      }
    }
  };
  map.on("style.load", () => {
    showBase();
    showTheme();
  });
  return {
    setBase(next: BaseMap) {
      base = next;
      if (loaded()) showBase();
    },
    setTheme(next: Theme) {
      style = { ...style, theme: next };
      if (loaded()) showTheme();
    },
  };
}

function flatten(canvases: readonly (HTMLCanvasElement | null)[]): Promise<Blob> {
  const [first] = canvases;
  const canvas = document.createElement("canvas");
  canvas.width = first?.width ?? 0;
  canvas.height = first?.height ?? 0;
  const context = canvas.getContext("2d");
  for (const part of canvases) {
    if (part) context?.drawImage(part, 0, 0, canvas.width, canvas.height);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("map: the picture is empty"))), "image/png");
  });
}
