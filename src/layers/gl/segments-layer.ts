import {
  type Attribute,
  type Color,
  type DefaultProps,
  Layer,
  type LayerProps,
  picking,
  project32,
  type UpdateParameters,
} from "@deck.gl/core";
import { Model } from "@luma.gl/engine";
import { fillQuadIndices } from "./quads.ts";

/** Straight pieces of line: `ends` holds lon, lat of both ends, four numbers a piece. */
export interface Segments {
  readonly length: number;
  readonly ends: Float64Array;
}

interface OwnProps {
  data: Segments;
  color: Color;
  widthPixels: number;
}

const defaultProps: DefaultProps<OwnProps & LayerProps> = {
  color: { type: "color", value: [0, 0, 0, 255] },
  widthPixels: { type: "number", value: 1 },
};

const uniforms = `\
layout(std140) uniform segmentsUniforms {
  vec4 color;
  float halfWidth;
} segments;
`;

const segmentsModule = {
  name: "segments",
  vs: uniforms,
  fs: uniforms,
  uniformTypes: { color: "vec4<f32>", halfWidth: "f32" },
} as const;

const vs = `\
#version 300 es
#define SHADER_NAME segments-layer-vertex-shader
in vec3 vertexPositions;
in vec3 vertexPositions64Low;
in vec3 otherPositions;
in vec3 otherPositions64Low;
out float across;
out float halfWidth;
void main(void) {
  vec4 here = project_position_to_clipspace(vertexPositions, vertexPositions64Low, vec3(0.0), geometry.position);
  vec4 there = project_position_to_clipspace(otherPositions, otherPositions64Low, vec3(0.0));
  float end = gl_VertexID % 4 < 2 ? -1.0 : 1.0;
  float side = gl_VertexID % 2 == 0 ? -1.0 : 1.0;
  vec2 along = end * (here.xy - there.xy) * project.viewportSize;
  along = dot(along, along) > 0.0 ? normalize(along) : vec2(1.0, 0.0);
  float reach = segments.halfWidth + 0.5 / project.devicePixelRatio;
  across = side * reach * project.devicePixelRatio;
  halfWidth = segments.halfWidth * project.devicePixelRatio;
  vec2 offset = vec2(-along.y, along.x) * side * reach + along * end * max(0.0, segments.halfWidth - 0.5);
  gl_Position = here + vec4(project_pixel_size_to_clipspace(offset), 0.0, 0.0);
}
`;

const fs = `\
#version 300 es
#define SHADER_NAME segments-layer-fragment-shader
precision highp float;
in float across;
in float halfWidth;
out vec4 fragColor;
void main(void) {
  float coverage = clamp(halfWidth - abs(across) + 0.5, 0.0, 1.0);
  fragColor = vec4(segments.color.rgb, segments.color.a * layer.opacity * coverage);
  DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;

/**
 * Lines of one colour and one width in pixels, smooth at their edges. Four plain vertices a piece and no instancing:
 * a renderer without a GPU pays
 * about 9 µs for every instance, and next to nothing for a vertex.
 */
export class SegmentsLayer extends Layer<OwnProps & LayerProps> {
  static override layerName = "SegmentsLayer";
  static override defaultProps = defaultProps;

  declare state: { model?: Model };

  override getShaders() {
    return super.getShaders({ vs, fs, modules: [project32, picking, segmentsModule] });
  }

  override initializeState(): void {
    const position = { size: 3, type: "float64", fp64: true, noAlloc: true } as const;
    // Updaters are called on the layer of the day, which takes over the state of this one.
    this.getAttributeManager()?.add({
      indices: { size: 1, isIndexed: true, noAlloc: true, update: this.fillIndices },
      vertexPositions: { ...position, update: this.fillHere },
      otherPositions: { ...position, update: this.fillThere },
    });
  }

  override updateState(params: UpdateParameters<this>): void {
    super.updateState(params);
    if (params.changeFlags.extensionsChanged) {
      this.state.model = new Model(this.context.device, {
        ...this.getShaders(),
        id: this.props.id,
        topology: "triangle-list",
        bufferLayout: this.getAttributeManager()?.getBufferLayouts({ isInstanced: false }) ?? [],
        isIndexed: true,
      });
      this.getAttributeManager()?.invalidateAll();
    }
  }

  override getNumInstances(): number {
    return this.props.data.length * 4;
  }

  override draw(): void {
    const { color, widthPixels, data } = this.props;
    const { model } = this.state;
    if (!model) return;
    const [red = 0, green = 0, blue = 0, alpha = 255] = color;
    model.shaderInputs.setProps({
      segments: { color: [red / 255, green / 255, blue / 255, alpha / 255], halfWidth: widthPixels / 2 },
    });
    model.setVertexCount(data.length * 6);
    model.draw(this.context.renderPass);
  }

  private fillIndices(target: Attribute): void {
    fillQuadIndices(target, this.props.data.length);
  }

  private fillHere(target: Attribute): void {
    target.value = endPositions(this.props.data, 0, 2);
  }

  private fillThere(target: Attribute): void {
    target.value = endPositions(this.props.data, 2, 0);
  }
}

/** Positions of the four vertices of each piece: two at one end, two at the other, given by where the ends begin. */
function endPositions({ length, ends }: Segments, first: number, second: number): Float64Array {
  const positions = new Float64Array(length * 12);
  for (let vertex = 0; vertex < length * 4; vertex++) {
    const from = 4 * (vertex >> 2) + (vertex % 4 < 2 ? first : second);
    positions[3 * vertex] = ends[from] ?? 0;
    positions[3 * vertex + 1] = ends[from + 1] ?? 0;
  }
  return positions;
}
