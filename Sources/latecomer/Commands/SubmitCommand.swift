import ArgumentParser
import Foundation
import NumericCore
import Reporting
import Scenarios
import Studies

/// `latecomer submit`: a run in shards, handed to a batch system.
struct SubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Hands a run to Slurm in shards, with a job that merges them.",
    discussion: """
      Examples:
        latecomer submit Models/studies/first-study.yaml --slurm --shards 16 --out first
        latecomer submit Models/studies/first-study.yaml --slurm --shards 200 --max-array 64 --out large \
      --futures 4000000 --partition long --time 2:00:00 --cpus 4
        latecomer submit Models/studies/first-study.yaml --slurm --shards 4 --out first --print

      --out gets the two scripts, logs, shards, the record of the jobs, and in the end the run, in the folder "merged", with \
      the bytes of 'latecomer run'. Tasks that Slurm requeues go on where they were; for tasks that died there is 'latecomer \
      resubmit'. What else a site wants can be said in variables of sbatch, such as SBATCH_QOS.

      All nodes need the same program, study and folder. Nodes with different processors may differ in the last bits: choose \
      machine code that all of them run, --vector-path avx2 for instance.
      """)

  @Argument(help: "The study file.", completion: .file(extensions: ["yaml"]))
  var study: String

  @Flag(help: "Submit to Slurm.")
  var slurm = false

  @Option(
    help: "Into how many shards the run is divided; each is one task.",
    transform: Count.within(Submission.shardCounts))
  var shards: Int

  @Option(
    help: "Tasks that an array may have, the site's MaxArraySize.",
    transform: Count.within(Submission.shardCounts))
  var maxArray: Int = 1000

  @Option(help: "Folder of the submission, which is made.", completion: .directory)
  var out: String

  @Option(help: "Partition of the site.")
  var partition: String?

  @Option(help: "Time limit of a task, as Slurm writes it: 90, 1:30:00, 2-0.")
  var time: String?

  @Option(help: "Memory of a task, as Slurm writes it: 4G.")
  var memory: String?

  @Option(help: "Processors, and so threads, of a task.", transform: Count.within(1...1024))
  var cpus: Int = 1

  @Option(help: "Account that is charged.")
  var account: String?

  @OptionGroup var design: DesignOptions

  @OptionGroup var selection: SelectionOptions

  @OptionGroup var kernel: KernelOptions

  @Option(
    help: ArgumentHelp(
      "Outcomes of which the path of every future is kept, as 'run --paths' does.",
      valueName: "outcomes"))
  var paths: String?

  @Flag(help: "Print scripts and commands; submit nothing and make nothing.")
  var print = false

  func validate() throws {
    if !slurm {
      throw ValidationError("Say --slurm: it is the batch system that submit knows.")
    }
  }

  func run() throws {
    let resources = try BatchResources(
      partition: partition, account: account, time: time, memory: memory, processors: cpus)
    try SubmissionFolder.check(out)
    let slurm = print ? nil : try Slurm()
    let futures = try checkStudy()
    let folder = Self.fromRoot(out)
    let scripts = SlurmScripts(
      program: try Self.program, directory: FileManager.default.currentDirectoryPath, words: words,
      environment: Self.environment, folder: folder, shards: shards, resources: resources)
    let request = SlurmRequest(shards: NumberList(1...shards), limit: maxArray)
    SharingOptions.noteIdleParts(of: shards, futures: futures)
    guard let slurm else {
      return try Terminal.write(SubmissionPlan(scripts, request).text)
    }
    var submission = Submission(
      version: Latecomer.version, command: CommandLine.arguments, folder: folder, shards: shards,
      arrayLimit: maxArray)
    let files = try SubmissionFolder(making: out)
    do {
      try files.write(scripts)
      try files.write(submission)
      try slurm.submit(request, as: &submission, in: files)
    } catch {
      if submission.jobs.isEmpty { files.discard() }
      throw error
    }
    Terminal.replaceLine("")
    try Terminal.write(
      SubmissionReport(submission, newJobs: submission.jobs.count, folder: out)
        .rendered(as: .text, width: Terminal.columns))
  }

  /// What a task runs.
  private var words: [String] {
    // A file whose name begins with a hyphen would look like an option.
    ["run", study.hasPrefix("-") ? "./" + study : study] + design.words + selection.words
      + kernel.words + option("--paths", paths)
  }

  /// Finds mistakes here, and not in a hundred logs.
  ///
  /// - Returns: how many futures are run.
  private func checkStudy() throws -> Int {
    var machine = MachineOptions()
    (machine.threads, machine.kernel) = (1, kernel)
    var session = try StudySession(try StudyLoader.load(study), design, machine)
    try session.select(scenarios: selection.scenarios)
    _ = try session.select(policies: selection.policies)
    _ = try session.beliefs(selection.beliefs)
    if let paths {
      _ = try NameSelection.select(
        paths, among: session.model.outcomes.map(\.name), kind: "outcome")
    }
    return session.design.futures
  }

  /// The program that runs now.
  private static var program: String {
    get throws {
      guard let path = Bundle.main.executablePath else {
        throw UsageError("This program does not know where it lies.")
      }
      return path
    }
  }

  /// Where models are looked for, and which folders may be read, when that was said.
  private static var environment: [String: String] {
    let given = ProcessInfo.processInfo.environment
    let (models, folders) = ("LATECOMER_MODELS", "LATECOMER_FOLDERS")
    var result: [String: String] = [:]
    if let path = given[models] { result[models] = fromRoot(path) }
    if let paths = given[folders] {
      result[folders] = paths.split(separator: ":").map { fromRoot(String($0)) }
        .joined(separator: ":")
    }
    return result
  }

  /// A path from the root, links left as they are.
  private static func fromRoot(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }
}
