import Foundation
import NumericCore

/// The manual page of a program, as `man` shows it, from the description of its commands that its parser gives.
///
/// Source of the form: man-pages(7) and groff_man(7) of Linux.
public struct ManualPage: Sendable {
  private let program: Command
  private let version: String

  /// Reads the description of a program: JSON with `command`, its `subcommands` and their `arguments`.
  ///
  /// - Throws: `DecodingError` for another description.
  public init(help: String, version: String) throws {
    program = try JSONDecoder().decode(Help.self, from: Data(help.utf8)).command
    self.version = version
  }

  /// The page in the language of `man`.
  public var text: String {
    let commands = (program.subcommands ?? []).filter { $0.shouldDisplay ?? true }
    var lines = [
      ".TH \(program.commandName.uppercased()) 1 \"\" \"\(program.commandName) \(version)\" \"User Commands\"",
      ".SH NAME",
      "\(program.commandName) \\- \(Self.escaped(program.abstract ?? "", atStart: false))",
      ".SH SYNOPSIS", ".B \(program.commandName)", ".I COMMAND", "[\\fIOPTIONS\\fR]",
      ".SH DESCRIPTION",
    ]
    lines += Self.paragraphs(program.discussion)
    lines.append(".SH COMMANDS")
    for command in commands where command.commandName != "help" {
      lines += [".SS \(program.commandName) \(command.commandName)"]
      lines += [Self.escaped(command.abstract ?? ""), ".PP"]
      lines += Self.synopsis(command, of: program.commandName)
      lines += [".PP"] + Self.paragraphs(command.discussion)
      for argument in command.arguments where argument.shouldDisplay ?? true {
        lines += Self.entry(argument)
      }
    }
    lines += [
      ".SH ENVIRONMENT", ".TP", "\\fBLATECOMER_MODELS\\fR",
      "The folder of economies, policies, scenarios and studies, in place of the one that was installed.",
      ".TP", "\\fBLATECOMER_FOLDERS\\fR",
      "Further folders, separated by colons, from which studies may read what they name by a path.",
      ".TP", "\\fBLATECOMER_PROGRESS\\fR",
      "Seconds between two lines of progress where standard error is no terminal: 10 unless given, 0 for none.",
      ".SH FILES", ".TP", "\\fIshare/latecomer/Models\\fR",
      "Economies, policies, scenarios, priors, ensembles and studies that come with the program.",
    ]
    return lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  private static func synopsis(_ command: Command, of program: String) -> [String] {
    let words = command.arguments.filter { $0.kind == "positional" && $0.shouldDisplay ?? true }
      .map { argument in
        let name = "\\fI\(escaped(argument.valueName ?? "", atStart: false))\\fR"
        return argument.isOptional == true ? "[\(name)]" : name
      }
    return [
      ".B \(program) \(command.commandName)", words.joined(separator: " ") + " [\\fIOPTIONS\\fR]",
    ]
  }

  /// An argument with its names and meaning.
  private static func entry(_ argument: Argument) -> [String] {
    let value = "\\fI\(escaped(argument.valueName ?? "", atStart: false))\\fR"
    var head: String
    if argument.kind == "positional" {
      head = value
    } else {
      head = (argument.names ?? []).map { name in
        "\\fB\(escaped((name.kind == "short" ? "-" : "--") + name.name, atStart: false))\\fR"
      }.joined(separator: ", ")
      if argument.kind == "option" { head += " \(value)" }
    }
    var meaning = [argument.abstract, argument.discussion].compactMap { $0 }.joined(separator: " ")
    if let values = argument.allValues, !values.isEmpty {
      meaning += " Values: \(values.joined(separator: ", "))."
    }
    if let usual = argument.defaultValue, argument.kind != "flag", !isOfMachine(argument) {
      meaning += " Default: \(usual)."
    }
    return [".TP", head] + lines(meaning)
  }

  /// Whether the default is that of the machine on which the page is made.
  private static func isOfMachine(_ argument: Argument) -> Bool {
    ["threads", "vector-path"].contains(argument.valueName)
  }

  /// Running text; indented lines are kept as they are.
  private static func paragraphs(_ text: String?) -> [String] {
    guard let text else { return [] }
    return text.components(separatedBy: "\n").flatMap { line -> [String] in
      if line.hasPrefix("  ") {
        return [".RS 4", ".nf", escaped(line.trimmingCharacters(in: .whitespaces)), ".fi", ".RE"]
      }
      return line.isEmpty ? [".PP"] : [escaped(line)]
    }
  }

  private static func lines(_ text: String) -> [String] {
    text.components(separatedBy: "\n").filter { !$0.isEmpty }.map { escaped($0) }
  }

  /// Text that `man` prints as it stands.
  private static func escaped(_ text: String, atStart: Bool = true) -> String {
    let plain = text.printable.replacing("\\", with: "\\e").replacing("-", with: "\\-")
      .replacing("^", with: "\\(ha").replacing("~", with: "\\(ti")
    return atStart && (plain.hasPrefix(".") || plain.hasPrefix("'")) ? "\\&" + plain : plain
  }

  private struct Help: Decodable {
    let command: Command
  }

  private struct Command: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let shouldDisplay: Bool?
    let subcommands: [Command]?
    let arguments: [Argument]
  }

  private struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String
    }

    let kind: String
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    let discussion: String?
    let defaultValue: String?
    let allValues: [String]?
    let isOptional: Bool?
    let shouldDisplay: Bool?
  }
}
