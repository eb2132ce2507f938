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
import type { Box } from "../../domain/manifest.ts";

/** Red, green, blue and alpha, row by row from north to south, even in Web Mercator. */
export interface RasterImage {
  readonly pixels: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

interface OwnProps {
  image: RasterImage;
  box: Box;
}

const empty: RasterImage = { pixels: new Uint8ClampedArray(4), width: 1, height: 1 };

const defaultProps: DefaultProps<OwnProps & LayerProps> = {
  image: { type: "object", value: empty },
  box: { type: "object", value: [0, 0, 1, 1] },
};

const vs = `\
#version 300 es
#define SHADER_NAME raster-layer-vertex-shader
in vec3 vertexPositions;
in vec3 vertexPositions64Low;
out vec2 texel;
void main(void) {
  gl_Position = project_position_to_clipspace(vertexPositions, vertexPositions64Low, vec3(0.0), geometry.position);
  texel = vec2(gl_VertexID % 2, gl_VertexID / 2);
}
`;

const fs = `\
#version 300 es
#define SHADER_NAME raster-layer-fragment-shader
precision mediump float;
uniform sampler2D raster;
in vec2 texel;
out vec4 fragColor;
void main(void) {
  fragColor = texture(raster, texel);
}
`;

const sampler = {
  minFilter: "linear",
  magFilter: "linear",
  mipmapFilter: "none",
  addressModeU: "clamp-to-edge",
  addressModeV: "clamp-to-edge",
} as const;

/** A picture over a box: one quad, whose texture is filled anew when the picture changes. */
export class RasterLayer extends Layer<OwnProps & LayerProps> {
  static override layerName = "RasterLayer";
  static override defaultProps = defaultProps;

  declare state: { model?: Model; texture?: Texture };

  override getShaders() {
    return super.getShaders({ vs, fs, modules: [project32, picking] });
  }

  override initializeState(): void {
    // The updater is called on the layer of the day, which takes over the state of this one.
    this.getAttributeManager()?.add({
      vertexPositions: { size: 3, type: "float64", fp64: true, noAlloc: true, update: this.fillPositions },
    });
  }

  override updateState(params: UpdateParameters<this>): void {
    super.updateState(params);
    const { props, oldProps, changeFlags } = params;
    if (changeFlags.extensionsChanged) {
      this.state.model = new Model(this.context.device, {
        ...this.getShaders(),
        id: props.id,
        topology: "triangle-strip",
        vertexCount: 4,
        bufferLayout: this.getAttributeManager()?.getBufferLayouts({ isInstanced: false }) ?? [],
      });
    }
    if (changeFlags.extensionsChanged || props.box !== oldProps.box) this.getAttributeManager()?.invalidateAll();
    if (changeFlags.extensionsChanged || props.image !== oldProps.image) this.fillTexture(props.image);
  }

  override finalizeState(context: this["context"]): void {
    super.finalizeState(context);
    this.state.texture?.destroy();
  }

  override getNumInstances(): number {
    return 4;
  }

  override draw(): void {
    const { model, texture } = this.state;
    if (!model || !texture) return;
    model.setBindings({ raster: texture });
    model.draw(this.context.renderPass);
  }

  private fillPositions(target: Attribute): void {
    const [west, south, east, north] = this.props.box;
    target.value = new Float64Array([west, north, 0, east, north, 0, west, south, 0, east, south, 0]);
  }

  private fillTexture({ pixels, width, height }: RasterImage): void {
    const old = this.state.texture;
    if (old?.width === width && old.height === height) {
      old.writeData(pixels, { width, height });
      return;
    }
    old?.destroy();
    const texture = { data: pixels, width, height, format: "rgba8unorm", sampler } as const;
    this.state.texture = this.context.device.createTexture(texture);
  }
}
