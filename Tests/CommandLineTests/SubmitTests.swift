import Foundation
import Testing

/// Runs are handed to a batch system, here one that only takes notes; its tasks are run by hand.
@Suite struct SubmitTests {
  private static let usage: Int32 = 64
  private static let badData: Int32 = 65
  private static let missingFile: Int32 = 66
  private static let cannotCreate: Int32 = 73
  private static let inputOutput: Int32 = 74
  /// Three shards in arrays of two.
  private static let command = [
    "Models/studies/solow.yaml", "--design", "random", "--futures", "13000", "--paths", "income",
  ]
  /// A name that a shell would take apart.
  private static let out = "it's $HOME"

  /// A folder with a Slurm that numbers jobs, notes what it was asked, and refuses a job when told so.
  private func site() throws -> Scratch {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.path("bin"), withIntermediateDirectories: true)
    let home = scratch.root
    let programs = [
      "sbatch": """
      echo "$*" >> '\(home)/asked'
      number=$(wc -l < '\(home)/asked')
      if [ "$number" = "$(cat '\(home)/refused')" ]; then
        echo 'sbatch: error: Invalid account' >&2; exit 3
      fi
      echo "$number;cluster"
      """,
      "squeue": "cat '\(home)/queue'",
    ]
    for (name, text) in programs {
      try "#!/bin/sh\n\(text)\n".write(
        toFile: scratch.path("bin/\(name)"), atomically: true, encoding: .utf8)
      chmod(scratch.path("bin/\(name)"), 0o755)
    }
    for name in ["asked", "refused", "queue"] { try write("", to: name, of: scratch) }
    return scratch
  }

  private func write(_ text: String, to name: String, of scratch: Scratch) throws {
    try text.write(toFile: scratch.path(name), atomically: true, encoding: .utf8)
  }

  private func latecomer(
    _ scratch: Scratch, _ arguments: [String], path: String? = nil
  ) throws -> Program.Result {
    try Program.run(
      arguments, environment: ["PATH": path ?? scratch.path("bin") + ":/usr/bin:/bin"])
  }

  private func submit(
    _ scratch: Scratch, _ more: [String] = [], path: String? = nil
  ) throws -> Program.Result {
    try latecomer(
      scratch,
      ["submit"] + Self.command + ["--slurm", "--shards", "3", "--max-array", "2"]
        + ["--out", scratch.path(Self.out)] + more, path: path)
  }

  private func resubmit(_ scratch: Scratch, _ more: [String] = []) throws -> Program.Result {
    try latecomer(scratch, ["resubmit", scratch.path(Self.out)] + more)
  }

  /// What sbatch was asked since the last time.
  private func asked(_ scratch: Scratch, after count: Int = 0) throws -> [String] {
    try scratch.text("asked").split(separator: "\n").dropFirst(count).map(String.init)
  }

  /// Runs a script as a task of Slurm would.
  private func runScript(
    _ name: String, _ scratch: Scratch, first: Int = 0, index: Int = 0
  ) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [scratch.path(Self.out + "/" + name), "\(first)"]
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["SLURM_ARRAY_TASK_ID": "\(index)", "SLURM_CPUS_PER_TASK": "2", "LATECOMER_PROGRESS": "0"]
    ) { $1 }
    process.currentDirectoryURL = URL(fileURLWithPath: scratch.root)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test func tasksAndMergeMakeTheRun() throws {
    let scratch = try site()
    let submitted = try submit(scratch)
    #expect(submitted.status == 0 && submitted.errors.isEmpty, "\(submitted.errors)")
    #expect(
      try asked(scratch) == [
        "--parsable --array=0-1 shards.sbatch 1", "--parsable --array=0 shards.sbatch 3",
        "--parsable --dependency=afterany:1:2 merge.sbatch",
      ])
    for (first, index) in [(1, 0), (1, 1), (3, 0)] {
      #expect(try runScript("shards.sbatch", scratch, first: first, index: index) == 0)
    }
    #expect(try runScript("merge.sbatch", scratch) == 0)
    // A task that Slurm starts again has nothing left to do.
    #expect(try runScript("shards.sbatch", scratch, first: 1, index: 1) == 0)
    let alone = try Program.run(["run"] + Self.command + ["--out", scratch.path("alone")])
    #expect(alone.status == 0, "\(alone.errors)")
    let names = try scratch.names(in: "alone")
    #expect(try scratch.names(in: Self.out + "/merged") == names)
    for name in names where name.contains(".") && name != "manifest.json" {
      let merged = FileManager.default.contents(atPath: scratch.path("\(Self.out)/merged/\(name)"))
      #expect(
        merged == FileManager.default.contents(atPath: scratch.path("alone/\(name)")), "\(name)")
    }
    let nothing = try resubmit(scratch)
    #expect(nothing.status == 0 && nothing.output.contains("Nothing is missing"))
    #expect(try asked(scratch).count == 3)
  }

  @Test func onlyWhatIsMissingIsSubmittedAgain() throws {
    let scratch = try site()
    #expect(try submit(scratch).status == 0)
    #expect(try runScript("shards.sbatch", scratch, first: 1) == 0)
    #expect(try runScript("merge.sbatch", scratch) == Self.badData)
    // Of 2 and 3 the third shard still waits, in job 2.
    try write("2 0\n", to: "queue", of: scratch)
    let printed = try resubmit(scratch, ["--print"])
    #expect(printed.status == 0 && printed.output.contains("afterany:2:${job1%;*} merge.sbatch"))
    #expect(try asked(scratch).count == 3)
    let again = try resubmit(scratch)
    #expect(
      again.status == 0 && again.output.contains("shard 3 still runs or waits"), "\(again.errors)")
    #expect(
      try asked(scratch, after: 3) == [
        "--parsable --array=0 shards.sbatch 2", "--parsable --dependency=afterany:2:4 merge.sbatch",
      ])
    // Everything that is missing is in the queue now.
    try write("2 0\n4 0\n5 N/A\n", to: "queue", of: scratch)
    let waiting = try resubmit(scratch)
    #expect(waiting.status == 0 && waiting.output.contains("2-3 still run or wait"))
    // A merge that died is submitted alone.
    for (first, index) in [(2, 0), (3, 0)] {
      #expect(try runScript("shards.sbatch", scratch, first: first, index: index) == 0)
    }
    try write("", to: "queue", of: scratch)
    #expect(try resubmit(scratch).status == 0)
    #expect(try asked(scratch, after: 5) == ["--parsable merge.sbatch"])
  }

  @Test func whatIsRefusedAtOnceLeavesNothing() throws {
    let scratch = try site()
    try write("1", to: "refused", of: scratch)
    let refused = try submit(scratch)
    #expect(refused.status == Self.cannotCreate && refused.output.isEmpty)
    #expect(
      refused.errors.contains("status 3: sbatch: error: Invalid account"), "\(refused.errors)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path(Self.out)))
  }

  @Test func whatIsRefusedLaterIsLeftToResubmit() throws {
    let scratch = try site()
    try write("2", to: "refused", of: scratch)
    let refused = try submit(scratch)
    #expect(refused.status == Self.inputOutput && refused.errors.contains("jobs 1 with shards 1-2"))
    try write("1 0\n1 1\n", to: "queue", of: scratch)
    #expect(try resubmit(scratch).status == 0)
    #expect(
      try asked(scratch, after: 2) == [
        "--parsable --array=0 shards.sbatch 3", "--parsable --dependency=afterany:1:3 merge.sbatch",
      ])
  }

  @Test func printingMakesNothing() throws {
    let scratch = try site()
    // Where there is no Slurm either.
    let printed = try submit(scratch, ["--print", "--time", "2:00:00"], path: "/nowhere")
    #expect(printed.status == 0 && printed.errors.isEmpty, "\(printed.errors)")
    for part in ["#SBATCH --time=2:00:00", "job2=$(sbatch", "/merge.sbatch <=="] {
      #expect(printed.output.contains(part), "\(part) in \(printed.output)")
    }
    #expect(try asked(scratch).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: scratch.path(Self.out)))
  }

  @Test func mistakesAreFoundBeforeAnythingIsMade() throws {
    let scratch = try site()
    for (more, status, word) in [
      (["--policies", "nobody"], Self.usage, "nobody"),
      (["--partition", "a b"], Self.usage, "--partition"),
      (["--shards", "0"], Self.usage, "--shards"),
      (["--max-array", "0"], Self.usage, "--max-array"),
      (["--cpus", "0"], Self.usage, "--cpus"), (["--paths", "incme"], Self.usage, "incme"),
      (["--out", scratch.path("bin")], Self.cannotCreate, "sbatch"),
      (["--out", scratch.path("asked")], Self.cannotCreate, "is a file"),
    ] {
      let refused = try submit(scratch, more)
      #expect(
        refused.status == status && refused.errors.contains(word), "\(more): \(refused.errors)")
    }
    let nowhere = try submit(scratch, path: "/nowhere")
    #expect(nowhere.status == Self.missingFile && nowhere.errors.contains("sbatch"))
    let unnamed = try latecomer(
      scratch, ["submit"] + Self.command + ["--shards", "3", "--out", scratch.path(Self.out)])
    #expect(unnamed.status == Self.usage && unnamed.errors.contains("--slurm"))
    #expect(try asked(scratch).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: scratch.path(Self.out)))
  }

  @Test func aFolderIsSubmittedOnce() throws {
    let scratch = try site()
    #expect(try submit(scratch).status == 0)
    let twice = try submit(scratch)
    #expect(twice.status == Self.cannotCreate && twice.errors.contains("resubmit"))
    let other = try latecomer(scratch, ["resubmit", scratch.path("bin")])
    #expect(other.status == Self.missingFile && other.errors.contains("submit --out"))
    // Scripts name the folder, which therefore stays where it is.
    try FileManager.default.moveItem(
      atPath: scratch.path(Self.out), toPath: scratch.path("moved"))
    let moved = try latecomer(scratch, ["resubmit", scratch.path("moved")])
    #expect(moved.status == Self.badData && moved.errors.contains("put the folder back"))
    #expect(try asked(scratch).count == 3)
  }
}
