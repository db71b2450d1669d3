import Ensembles
import GrowthModels
import Scenarios
import Serving
import Studies

extension FuzzReader {
  /// Readers of what a page asks of the server.
  static func requests(_ bench: Workbench) throws -> [FuzzReader] {
    let study = try StudyLoader.load(bench.package + "/Models/studies/solow.yaml")
    let session = try StudySession(
      study, model: ModelCatalogue.model(orStandard: study.modelName),
      context: RunContext(threads: 1))
    let reader = ExplorationReader(session)
    let body = """
      {"scenario": "ageing", "beliefs": "prior", "ranked_by": "income", "discount_rate": 0.03, "economy": {},
       "mix": {"name": "own", "based_on": "save_a_tenth", "levers": {"investment": 0.3}, "traits": {}},
       "baseline": {"levers": {"investment": 0.25}}}
      """
    let head =
      "POST /evaluate?a=b HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nContent-Type: application/json\r\n"
    let requests = [
      "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", head + "Content-Length: 2\r\n\r\n{}",
      head
        + "Origin: http://127.0.0.1:8000\r\nX-Token: abc\r\nContent-Length: 9\r\n\r\n{\"a\": 12}",
    ]
    return [
      FuzzReader(
        "exploration", seeds: [Array(body.utf8), Array("{}".utf8)], share: 120, hasLines: false
      ) {
        _ = try reader.read($0)
      },
      FuzzReader("http", seeds: requests.map { Array($0.utf8) }, share: 200, hasLines: false) {
        guard try RequestProbe.isWhole($0) else { throw SoundRefusal() }
      },
    ]
  }

  /// All readers.
  ///
  /// - Parameter bench: where inputs become files; it must outlive them.
  public static func all(_ bench: Workbench) throws -> [FuzzReader] {
    try files(bench) + tables(bench) + countries(bench) + runs(bench) + parts(bench)
      + requests(bench)
  }
}
