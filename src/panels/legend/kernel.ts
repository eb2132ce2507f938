interface Kernel {
  readonly sigmaCells: number;
  readonly cellKm2: number;
}

/** The standard deviation of a raster's kernel in metres, to two digits. */
export function kernelMetres({ sigmaCells, cellKm2 }: Kernel): number {
  return Number((sigmaCells * Math.sqrt(cellKm2) * 1000).toPrecision(2));
}
