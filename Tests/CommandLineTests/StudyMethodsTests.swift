import Foundation
import Testing

@Suite("Screening, derivatives, Shapley effects and eFAST of studies through the program")
struct StudyMethodsTests {
  private static let study = Program.package + "/Models/studies/dose-response-research.yaml"
  private static let first = Program.package + "/Models/studies/first-study.yaml"

  private func sensitivity(_ more: [String], of study: String = Self.study) throws -> Program.Result
  {
    try Program.run(["sensitivity", study] + more)
  }

  /// A text without its line breaks.
  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test(arguments: [
    (["morris", "--runs", "1500"], "muStar"), (["morris", "--radial", "--runs", "6000"], "muStar"),
    (["dgsm", "--runs", "6000"], "totalBound"), (["shapley", "--runs", "6000"], "shapley"),
    (["fast", "--runs", "1000"], "total"),
  ])
  func aMethodDoesNotDependOnThreads(arguments: [String], key: String) throws {
    let all = ["--method"] + arguments + ["--difference", "rd_push,baseline", "--format", "json"]
    let one = try sensitivity(all + ["--threads", "1"])
    let two = try sensitivity(all + ["--threads", "2"])
    #expect(one.status == 0 && one.errors.isEmpty, "\(one.errors)")
    #expect(one.output == two.output)
    let result = try object(one.output)
    #expect(result["method"] as? String == arguments[0])
    #expect(result["failed"] as? Int == 0)
    let indices = try #require(result["indices"] as? [[String: Any]])
    #expect(indices.count > 20 && indices.allSatisfy { $0[key] is Double })
    if arguments[0] == "shapley" {
      let sum = indices.reduce(0) { $0 + ($1[key] as! Double) }
      // Of about 80 rounded numbers.
      #expect(abs(sum - 1) < 1e-6)
    }
  }

  @Test func dependentFactorsAndLuckAreNamed() throws {
    let walks = try sensitivity(["--method", "morris", "--runs", "400"])
    #expect(walks.status == 0)
    let text = flat(walks.output)
    #expect(text.contains("walks that lie far apart"))
    #expect(text.contains("factors that depend on each other"))
    #expect(text.contains("luck stay as drawn while a factor moves"))
    #expect(walks.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let players = try sensitivity(["--method", "shapley", "--groups", "--runs", "2000"])
    #expect(flat(players.output).contains("are one player for each block of them"))
    #expect(players.output.contains("shocks"))
  }

  @Test func anEnsembleIsOnePlayerAndIsNotTakenApart() throws {
    let shapley = try sensitivity(
      ["--beliefs", "ensemble", "--method", "shapley", "--runs", "2000"], of: Self.first)
    #expect(shapley.status == 0, "\(shapley.errors)")
    #expect(shapley.output.contains("ensemble"))
    #expect(flat(shapley.output).contains("one player"))
    let sobol = try sensitivity(["--beliefs", "ensemble", "--runs", "2000"], of: Self.first)
    #expect(sobol.status == 0, "\(sobol.errors)")
    #expect(flat(sobol.output).contains("come jointly from the ensemble"))
  }

  @Test func aStudyThatBeginsWithAHistoryIsAnalysed() throws {
    let folder = Program.package + "/Models/studies/history"
    let file = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
        .sorted().first)
    for method in ["sobol", "shapley", "morris"] {
      let result = try sensitivity(
        ["--method", method, "--runs", "600"], of: folder + "/" + file)
      #expect(result.status == 0, "\(method): \(result.errors)")
      #expect(result.output.contains("FINDINGS"))
    }
  }

  @Test func correlatedFactorsAreOneGroup() throws {
    let result = try sensitivity(["--runs", "2000", "--format", "json"])
    #expect(result.status == 0)
    #expect(result.output.contains("routine_diffusion_speed+routine_erosion"))
    #expect(result.output.contains("are correlated and are one group each"))
  }

  @Test(arguments: [
    (["--method", "morris", "--groups"], "goes with --method sobol and shapley"),
    (["--method", "fast", "--pairs"], "--pairs goes with --method sobol"),
    (["--method", "shapley", "--radial"], "--radial belongs to --method morris"),
    (["--method", "morris", "--replicates", "4"], "--replicates goes with --radial"),
    (["--method", "dgsm", "--rank"], "jumps: use --method sobol, shapley or morris"),
    (["--method", "hsic"], "--out DIR"),
    (["--method", "shapley", "--outcome", "incme"], "did you mean income?"),
    (["--method", "fast", "--policy", "rd_pusch"], "did you mean rd_push?"),
  ])
  func wrongCombinationsAreRefusedWithTheWay(arguments: [String], sentence: String) throws {
    let result = try sensitivity(arguments)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(
      result.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(sentence),
      "\(result.errors)")
  }
}
