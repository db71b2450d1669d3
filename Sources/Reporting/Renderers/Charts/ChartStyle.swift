/// The colours of charts and the rules that give them to classes of marks.
///
/// Colours of series are those that Okabe and Ito chose so that people with any of the usual kinds of colour blindness tell
/// them apart (M. Okabe and K. Ito 2008, Color Universal Design, https://jfly.uni-koeln.de/color/); marks of series differ
/// in form as well. Shades of heat are one hue from pale to deep.
enum ChartStyle {
  /// Colours by name, on white and on black.
  struct Colour {
    let name: String
    let light: String
    let dark: String
  }

  /// Colours of series: blue, vermilion, bluish green, orange, sky blue, reddish purple, grey.
  static let series = [
    Colour(name: "s0", light: "#0072b2", dark: "#5cb3ea"),
    Colour(name: "s1", light: "#c4500a", dark: "#f08a4b"),
    Colour(name: "s2", light: "#00805f", dark: "#35c79f"),
    Colour(name: "s3", light: "#a86f00", dark: "#efb13c"),
    Colour(name: "s4", light: "#3a7ca8", dark: "#9ad4f5"),
    Colour(name: "s5", light: "#a5527f", dark: "#df9cc0"),
    Colour(name: "s6", light: "#6b7480", dark: "#9aa5b1"),
  ]

  /// Ink, lines and ground.
  static let others = [
    Colour(name: "ground", light: "#ffffff", dark: "#14181d"),
    Colour(name: "ink", light: "#1b2330", dark: "#e8ebef"),
    Colour(name: "quiet", light: "#566070", dark: "#a9b3bf"),
    Colour(name: "grid", light: "#e2e6eb", dark: "#2b323b"),
    Colour(name: "axis", light: "#8a94a1", dark: "#6f7a87"),
    Colour(name: "faint", light: "#b9c0c9", dark: "#4a545f"),
  ]

  /// Shades of heat, the palest first.
  static let heat: [Colour] = {
    let light = [
      "#f7f9fb", "#e3edf5", "#c8ddee", "#a3c8e2", "#80b4d8", "#5a9fce", "#1f6ba5", "#0a4a80",
    ]
    let dark = [
      "#1b2129", "#1c2d3d", "#1e3b54", "#214c6f", "#255a85", "#2c6c9c", "#5096c8", "#7fb8e2",
    ]
    return zip(light, dark).enumerated().map { Colour(name: "h\($0)", light: $1.0, dark: $1.1) }
  }()

  /// The first shade on which text has the colour of the ground.
  static let deep = 6

  static let all = series + others + heat

  /// The rules; a colour is written as the function says.
  static func rules(_ colour: (String) -> String) -> String {
    var rules = """
      .chart text{fill:\(colour("ink"));font-family:"Source Sans 3","Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
      .chart .tick,.chart .axis,.chart .remark,.chart .quiet{fill:\(colour("quiet"))}
      .chart .remark{font-style:italic}
      .chart .value{font-weight:600}
      .chart .name,.chart .value,.chart .remark{paint-order:stroke;stroke:\(colour("ground"));stroke-width:3;stroke-linejoin:round}
      .chart .head{font-weight:600}
      .chart .grid{stroke:\(colour("grid"));stroke-width:1}
      .chart .zero,.chart .tickmark{stroke:\(colour("axis"));stroke-width:1}
      .chart .step{stroke:\(colour("axis"));stroke-width:1;stroke-dasharray:2 2}
      .chart .zone{opacity:.14}
      .chart .whisker{stroke-width:2;opacity:.55}
      .chart .error{stroke:\(colour("ink"));stroke-width:1.4}
      .chart .line{fill:none;stroke-width:2.2;stroke-linejoin:round}
      .chart .faint{stroke:\(colour("faint"));stroke-width:1.3}
      .chart .d1{stroke-dasharray:7 3}.chart .d2{stroke-dasharray:2 3}.chart .d3{stroke-dasharray:9 3 2 3}
      .chart .band{stroke:none;opacity:.16}
      .chart .frontier{fill:none;stroke:\(colour("s0"));stroke-width:1.6;stroke-dasharray:5 4}
      .chart .dot{stroke:\(colour("ground"));stroke-width:1}

      """
    for (index, series) in series.enumerated() {
      let own = colour(series.name)
      rules +=
        ".chart .f\(index),.chart .b\(index),.chart .z\(index),.chart .t\(index){fill:\(own)}"
      rules += ".chart .c\(index){stroke:\(own)}\n"
    }
    for (index, shade) in heat.enumerated() {
      rules += ".chart .h\(index){fill:\(colour(shade.name))}"
      if index >= deep { rules += ".chart .n\(index){fill:\(colour("ground"))}" }
      rules += "\n"
    }
    return rules
  }

  /// The rules with colours as variables, which ``variables(_:)`` sets.
  static let ofPages = rules { "var(--\($0))" }

  /// The rules with colours on white, for a picture by itself.
  static let ofPictures: String = {
    let colours = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.light) })
    return rules { colours[$0] ?? "#000000" }
  }()

  /// Variables with all colours.
  static func variables(_ value: (Colour) -> String) -> String {
    all.map { "--\($0.name):\(value($0))" }.joined(separator: ";")
  }
}
