import {
  type Attribute,
  type DefaultProps,
  Layer,
  type LayerProps,
  picking,
  project32,
  type UpdateParameters,
} from "@deck.gl/core";
import type { Texture } from "@luma.gl/core";
import { Model } from "@luma.gl/engine";
import type { Atlas } from "./atlas.ts";
import { fillQuadIndices } from "./quads.ts";

/** Small pictures at places, row by row. */
export interface Sprites {
  readonly length: number;
  /** Longitude and latitude interleaved, degrees. */
  readonly positions: Float64Array;
  /** Index into the atlas's frames. */
  readonly frames: Uint16Array;
  /** Degrees clockwise; absent or 0 keeps the picture upright and on whole pixels. */
  readonly angles?: Float32Array;
  /** Centre of the picture from the place, CSS pixels right and down, interleaved. */
  readonly offsets?: Float32Array;
  /** The zoom from which the picture is shown. */
  readonly minZooms?: Float32Array;
  /** The row of the data a picture stands for, if not its own index. */
  readonly rows?: Uint32Array;
}

interface OwnProps {
  data: Sprites;
  atlas: Atlas;
}

const nothing: Atlas = { pixels: new Uint8ClampedArray(4), width: 1, height: 1, frames: [], scale: 1 };

const defaultProps: DefaultProps<OwnProps & LayerProps> = { atlas: { type: "object", value: nothing } };

const uniforms = `\
layout(std140) uniform spritesUniforms {
  vec2 atlasSize;
  float scale;
  float zoom;
} sprites;
`;

const spritesModule = {
  name: "sprites",
  vs: uniforms,
  fs: uniforms,
  uniformTypes: { atlasSize: "vec2<f32>", scale: "f32", zoom: "f32" },
} as const;

const vs = `\
#version 300 es
#define SHADER_NAME sprites-layer-vertex-shader
in vec3 vertexPositions;
in vec3 vertexPositions64Low;
in vec4 vertexFrames;
in vec4 vertexPlaces;
out vec2 texel;
void main(void) {
  vec4 place = project_position_to_clipspace(vertexPositions, vertexPositions64Low, vec3(0.0), geometry.position);
  float row = float(gl_VertexID / 4);
  vec2 corner = vec2(gl_VertexID % 2, (gl_VertexID / 2) % 2);
  float resize = project.devicePixelRatio / sprites.scale;
  vec2 size = vertexFrames.zw * resize;
  vec2 centre = (place.xy / place.w * 0.5 + 0.5) * project.viewportSize;
  centre += vertexPlaces.xy * vec2(1.0, -1.0) * project.devicePixelRatio;
  vec2 reach = (corner - 0.5) * size;
  if (vertexPlaces.z == 0.0) {
    centre = floor(centre - 0.5 * size + 0.5) + 0.5 * size;
  } else {
    float turn = radians(-vertexPlaces.z);
    reach = mat2(cos(turn), sin(turn), -sin(turn), cos(turn)) * reach;
  }
  texel = vertexFrames.xy + vec2(corner.x, 1.0 - corner.y) * vertexFrames.zw;
  gl_Position = vec4((centre + reach) / project.viewportSize * 2.0 - 1.0, 0.0, 1.0);
  if (sprites.zoom < vertexPlaces.w) gl_Position = vec4(0.0, 0.0, 2.0, 1.0);
  geometry.pickingColor = picking_getPickingColorFromIndex(row);
  vec4 color = vec4(0.0);
  DECKGL_FILTER_COLOR(color, geometry);
}
`;

const fs = `\
#version 300 es
#define SHADER_NAME sprites-layer-fragment-shader
precision highp float;
uniform sampler2D atlasTexture;
in vec2 texel;
out vec4 fragColor;
void main(void) {
  vec4 picture = texture(atlasTexture, texel / sprites.atlasSize);
  if (picture.a < 0.004) discard;
  fragColor = vec4(picture.rgb / picture.a, picture.a * layer.opacity);
  DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;

const linear = {
  minFilter: "linear",
  magFilter: "linear",
  addressModeU: "clamp-to-edge",
  addressModeV: "clamp-to-edge",
} as const;

/**
 * Pictures from an atlas, upright ones on whole device pixels, so that text drawn by the browser stays as crisp as the
 * browser drew it. Four plain vertices a picture and no instancing, for the reason given in `SegmentsLayer`.
 */
export class SpritesLayer extends Layer<OwnProps & LayerProps> {
  static override layerName = "SpritesLayer";
  static override defaultProps = defaultProps;

  declare state: { model?: Model; texture?: Texture };

  override getShaders() {
    return super.getShaders({ vs, fs, modules: [project32, picking, spritesModule] });
  }

  override initializeState(): void {
    // Updaters are called on the layer of the day, which takes over the state of this one.
    this.getAttributeManager()?.add({
      indices: { size: 1, isIndexed: true, noAlloc: true, update: this.fillIndices },
      vertexPositions: { size: 3, type: "float64", fp64: true, noAlloc: true, update: this.fillPositions },
      vertexFrames: { size: 4, type: "float32", noAlloc: true, update: this.fillFrames },
      vertexPlaces: { size: 4, type: "float32", noAlloc: true, update: this.fillPlaces },
    });
  }

  override updateState(params: UpdateParameters<this>): void {
    super.updateState(params);
    const { props, oldProps, changeFlags } = params;
    if (changeFlags.extensionsChanged) {
      this.state.model = new Model(this.context.device, {
        ...this.getShaders(),
        id: props.id,
        topology: "triangle-list",
        bufferLayout: this.getAttributeManager()?.getBufferLayouts({ isInstanced: false }) ?? [],
        isIndexed: true,
      });
    }
    if (changeFlags.extensionsChanged || props.atlas !== oldProps.atlas) {
      const old = this.state.texture;
      const { pixels, width, height } = props.atlas;
      const texture = { data: pixels, width, height, format: "rgba8unorm", sampler: linear } as const;
      this.state.texture = this.context.device.createTexture(texture);
      old?.destroy();
      this.getAttributeManager()?.invalidateAll();
    }
  }

  override finalizeState(context: this["context"]): void {
    super.finalizeState(context);
    this.state.texture?.destroy();
  }

  override getNumInstances(): number {
    return this.props.data.length * 4;
  }

  override draw(): void {
    const { atlas, data } = this.props;
    const { model, texture } = this.state;
    if (!model || !texture) return;
    model.shaderInputs.setProps({
      sprites: {
        atlasSize: [atlas.width, atlas.height],
        scale: atlas.scale,
        zoom: this.context.viewport.zoom,
      },
    });
    model.setBindings({ atlasTexture: texture });
    model.setVertexCount(data.length * 6);
    model.draw(this.context.renderPass);
  }

  private fillIndices(target: Attribute): void {
    fillQuadIndices(target, this.props.data.length);
  }

  private fillPositions(target: Attribute): void {
    const { length, positions } = this.props.data;
    const filled = new Float64Array(length * 12);
    for (let vertex = 0; vertex < length * 4; vertex++) {
      const row = vertex >> 2;
      filled[3 * vertex] = positions[2 * row] ?? 0;
      filled[3 * vertex + 1] = positions[2 * row + 1] ?? 0;
    }
    target.value = filled;
  }

  private fillFrames(target: Attribute): void {
    const { atlas, data } = this.props;
    const filled = new Float32Array(data.length * 16);
    for (let vertex = 0; vertex < data.length * 4; vertex++) {
      const frame = atlas.frames[data.frames[vertex >> 2] ?? 0];
      if (frame) filled.set([frame.x, frame.y, frame.width, frame.height], 4 * vertex);
    }
    target.value = filled;
  }

  private fillPlaces(target: Attribute): void {
    const { length, offsets, angles, minZooms } = this.props.data;
    const filled = new Float32Array(length * 16);
    for (let vertex = 0; vertex < length * 4; vertex++) {
      const row = vertex >> 2;
      const place = [offsets?.[2 * row] ?? 0, offsets?.[2 * row + 1] ?? 0, angles?.[row] ?? 0, minZooms?.[row] ?? 0];
      filled.set(place, 4 * vertex);
    }
    target.value = filled;
  }
}
