import ModelContract
import Scenarios
import Studies
import StudyContract

/// The page on which levers of a study move; it holds controls and room for answers, and no number that was computed.
public struct ExplorationPage: Sendable {
  /// The page.
  public let html: String
  /// Its content security policy: its own style and script, and answers of its own server.
  public let policy: String

  /// Writes the page of a study.
  ///
  /// - Parameter version: of the program.
  public init(_ session: StudySession, version: String) {
    let study = session.study
    let title = Figures.capitalized(
      study.name.replacing("_", with: " ").replacing("-", with: " "))
    let (style, script) = (PageStyle.text + ExplorationStyle.text, ExplorationScript.text)
    policy =
      "default-src 'none'; style-src 'sha256-\(ContentHash.base64(style))'; "
      + "script-src 'sha256-\(ContentHash.base64(script))'; connect-src 'self'; img-src 'self'; "
      + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    let controls = ExplorationControls(session)
    html = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>\(HTMLText.escaped(title))</title>
      <style>\(style)</style>
      </head>
      <body>
      <a class="skip" href="#answer">Skip to the answer</a>
      <div class="bench" data-study="\(HTMLText.escaped(controls.data))">
      <header>
      <p class="over">Policy mixes moved by hand</p>
      <h1>\(HTMLText.inline(title))</h1>
      <p class="lead">\(HTMLText.inline(study.question))</p>
      </header>
      <form class="controls" id="controls" aria-label="What is moved">
      \(controls.html)
      </form>
      <main>
      <p class="status" id="status" role="status" aria-live="polite">Computing the first answer.</p>
      <section class="first" id="answer" tabindex="-1" aria-label="The answer"><p>The first answer takes a moment.</p></section>
      <section><h2>What each mix gains</h2><div id="ranking"></div></section>
      <section id="frontier-section"><h2>What gains cost</h2><div id="frontier"></div></section>
      <section id="paths-section"><h2>Through time</h2><div id="paths"></div></section>
      </main>
      <p class="brief" id="brief" aria-hidden="true"></p>
      <footer><p>latecomer \(HTMLText.escaped(version)), study \(HTMLText.inline(study.name)), seed \(session.design.specification.seed), \(HTMLText.inline(DesignText.text(session.design))). The mix that is moved is run as it stands, whatever budget the study has: compare costs. "latecomer run" gives these numbers for a study without the line budget, and scales the mix where there is one. Weights that belong together sum to 1; those that are not moved give way.</p></footer>
      </div>
      <script>\(script)</script>
      </body>
      </html>

      """
  }

  /// A mix as the file of a policy, with its name.
  public static func policy(_ mix: Policy, of session: StudySession) -> String {
    let yaml = PolicyText.yaml(
      mix, schema: session.model.schema,
      comment: "Moved by hand in `latecomer serve` over the study \(session.study.name).")
    return (["name": mix.name, "yaml": yaml] as JSONValue).rendered
  }
}
