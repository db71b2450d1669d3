import NumericCore

/// What a task of a batch system may use; what is nil is the site's default.
public struct BatchResources: Sendable, Hashable {
  /// Nodes of a kind.
  public let partition: String?
  /// Whose budget is charged.
  public let account: String?
  /// How long a task may run, as Slurm writes it: minutes, `hours:minutes:seconds` or `days-hours`.
  public let time: String?
  /// Memory of a task, as Slurm writes it: `4G`.
  public let memory: String?
  /// Processors of a task, and so its threads.
  public let processors: Int

  /// Checks what was asked for.
  ///
  /// - Throws: `UsageError` for a value that would not stay one value on a line of a script.
  public init(
    partition: String? = nil, account: String? = nil, time: String? = nil, memory: String? = nil,
    processors: Int = 1
  ) throws(UsageError) {
    precondition(processors > 0, "tasks with \(processors) processors")
    self.partition = try Self.checked(partition, of: "--partition")
    self.account = try Self.checked(account, of: "--account")
    self.time = try Self.checked(time, of: "--time")
    self.memory = try Self.checked(memory, of: "--memory")
    if let time, !Self.isTime(time) {
      throw UsageError(
        "--time: expected minutes, hours:minutes:seconds or days-hours, such as 90, 1:30:00 or 2-0, found '\(time.excerpt)'."
      )
    }
    if let memory, memory.wholeMatch(of: /[0-9]+[KMGTkmgt]?/) == nil {
      throw UsageError(
        "--memory: expected a number and its unit, such as 4G, found '\(memory.excerpt)'.")
    }
    self.processors = processors
  }

  /// Whether Slurm reads a text as a time limit.
  private static func isTime(_ text: String) -> Bool {
    let days = /[0-9]+-[0-9]+(:[0-9]+){0,2}/
    let shorter = /[0-9]+(:[0-9]+){0,2}/
    return text.wholeMatch(of: days) != nil || text.wholeMatch(of: shorter) != nil
      || ["UNLIMITED", "INFINITE"].contains(text.uppercased())
  }

  /// Options of `sbatch`, one a line of a script.
  var options: [String] {
    [
      partition.map { "--partition=\($0)" }, account.map { "--account=\($0)" },
      time.map { "--time=\($0)" }, memory.map { "--mem=\($0)" }, "--ntasks=1",
      "--cpus-per-task=\(processors)",
    ].compactMap { $0 }
  }

  /// Lines that begin with `#SBATCH` are read by rules of their own; with these characters there is nothing to read.
  private static func checked(
    _ value: String?, of option: String
  ) throws(UsageError) -> String? {
    guard let value else { return nil }
    let isOne =
      !value.isEmpty
      && value.unicodeScalars.allSatisfy {
        $0.isASCII
          && ($0.properties.isAlphabetic || "0123456789_-.,:+/@".unicodeScalars.contains($0))
      }
    guard isOne else {
      throw UsageError(
        "\(option): expected letters, digits and _ - . , : + / @, found '\(value.excerpt)'.")
    }
    return value
  }
}
