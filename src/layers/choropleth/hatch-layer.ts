import { SolidPolygonLayer } from "@deck.gl/layers";

const uniforms = `\
layout(std140) uniform hatchUniforms {
  vec2 anchor;
} hatch;
`;

const hatchModule = {
  name: "hatch",
  vs: uniforms,
  fs: uniforms,
  uniformTypes: { anchor: "vec2<f32>" },
  inject: {
    "fs:#main-end": `
  vec2 hatchAt = gl_FragCoord.xy - hatch.anchor;
  float stripe = abs(mod(hatchAt.x + hatchAt.y, 7.0) - 3.5);
  fragColor.a *= smoothstep(1.6, 0.6, stripe);
`,
  },
} as const;

/** Polygons filled with diagonal stripes that stay with the map while it moves. */
export class HatchLayer extends SolidPolygonLayer {
  static override layerName = "HatchLayer";

  override getShaders(type: string) {
    const shaders = super.getShaders(type);
    return { ...shaders, modules: [...shaders.modules, hatchModule] };
  }

  override draw(options: { uniforms: unknown }): void {
    const { viewport } = this.context;
    const [x = 0, y = 0] = viewport.project([0, 0]);
    const { topModel } = this.state;
    topModel?.shaderInputs.setProps({ hatch: { anchor: [x % 7, (viewport.height - y) % 7] } });
    super.draw(options);
  }
}
