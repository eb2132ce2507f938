import type { Theme } from "../../domain/document.ts";
import type { Polygons } from "../../domain/geometry.ts";
import type { Segments } from "../gl/segments-layer.ts";

/** Faces and lines that are wrong, or that are proposed, each of a class. */
export interface DefectsData {
  readonly polygons: Polygons;
  /** Feature → its class, an index into `classes`. */
  readonly codes: Uint8Array;
  /** Lines of each class, drawn over the faces. */
  readonly lines: readonly { readonly code: number; readonly segments: Segments }[];
  /** Codes of the classes, named in the texts of the boundary check (`class.<code>`). */
  readonly classes: readonly string[];
  /** How many of each there are, those without a shape too. */
  readonly counts: readonly number[];
}

/** The theme, and the feature that stands out (-1: none). */
export interface DefectsStyle {
  readonly theme: Theme;
  readonly strong: number;
}
