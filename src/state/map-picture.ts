/** Draws the map with its layers in so many pixels for one of the screen. */
export type MapPicture = (pixelsPerPixel: number) => Promise<Blob>;

let picture: MapPicture | null = null;

/** Says how the map is drawn into a picture; the map does so when it is there. */
export function offerMapPicture(draw: MapPicture): void {
  picture = draw;
}

/** The map as a picture; `null` while there is no map. */
export function mapPicture(pixelsPerPixel: number): Promise<Blob> | null {
  return picture && picture(pixelsPerPixel);
}
