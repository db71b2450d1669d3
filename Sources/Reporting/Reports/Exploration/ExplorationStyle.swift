/// What the style of an exploration adds to that of pages: controls beside answers, and dials.
enum ExplorationStyle {
  /// All rules.
  static let text = #"""
    .bench{max-width:88rem;margin:0 auto;padding:0 1.5rem 4rem}
    .bench footer{margin-top:2rem}
    .bench main{min-width:0}
    .bench section:not(.first){margin-top:1.2rem;padding-top:1.1rem}
    .status{color:var(--quiet);font-size:.86rem;margin:.2rem 0 0;min-height:1.4rem}
    .status.wrong{color:var(--s1);font-weight:650}
    .stale{opacity:.55;transition:opacity .15s .15s}
    .controls fieldset{border:0;padding:0;margin:0 0 1rem;min-width:0}
    .controls legend,.dials summary{font-size:.84rem;letter-spacing:.05em;text-transform:uppercase;color:var(--quiet);padding:0;margin-bottom:.35rem;font-weight:650}
    .row{display:grid;grid-template-columns:7.6rem minmax(0,1fr);gap:.6rem;align-items:center;font-size:.88rem;margin:0 0 .32rem}
    .row select,.row input{width:100%}
    .controls input[type=number],.controls input[type=text]{font:inherit;color:var(--ink);background:var(--ground);border:1px solid var(--axis);border-radius:2px;padding:.12rem .4rem}
    .controls input:invalid{border-color:var(--s1);outline:1px solid var(--s1)}
    .segments{display:grid;grid-template-columns:1fr 1fr;gap:0;margin-bottom:.45rem}
    .segments label{border:1px solid var(--axis);padding:.22rem .5rem;font-size:.88rem;cursor:pointer}
    .segments label+label{border-left:0}
    .segments label:has(:checked){background:color-mix(in srgb,var(--s0) 12%,var(--ground));font-weight:650}
    .buttons{display:flex;flex-wrap:wrap;gap:.2rem .5rem}
    .dials{border-top:1px solid var(--grid);padding:.6rem 0 .3rem;margin:0}
    .dial{display:grid;grid-template-columns:minmax(0,1fr) 6.2rem;gap:.05rem .6rem;align-items:center;margin:0 0 .62rem}
    .dial label{font-weight:600}
    .dial.moved label{color:var(--s0)}
    .dial.moved label::after{content:" (moved)";font-weight:400}
    .dial input[type=range]{grid-column:1/span 2;width:100%;margin:.1rem 0;accent-color:var(--s0)}
    .dial input[type=number]{width:100%;text-align:right}
    .hint{grid-column:1/span 2;color:var(--quiet);font-size:.78rem;line-height:1.3;margin:0}
    .keeping{margin-top:.8rem}
    progress{width:100%;accent-color:var(--s0)}
    .chart .mine{font-weight:700}
    .chart circle.mine,.chart rect.mine{stroke:var(--ink);stroke-width:2}
    tr.mine th,tr.mine td{background:color-mix(in srgb,var(--s0) 9%,var(--ground));font-weight:650}
    #paths{display:grid;gap:0 2rem}
    @media (min-width:64rem){
    .bench{display:grid;grid-template-columns:22.5rem minmax(0,1fr);column-gap:3rem;grid-template-rows:auto auto 1fr auto}
    .bench header,.bench footer{grid-column:1/span 2}
    .controls{grid-column:1;align-self:start;position:sticky;top:0;max-height:100vh;overflow:auto;padding:.8rem .7rem 1rem 3px}
    .bench main{grid-column:2;padding-top:.4rem}
    }
    #paths figure{margin:1rem 0 1.2rem}
    .brief{display:none}
    @media (min-width:84rem){#paths{grid-template-columns:1fr 1fr}#paths .wide{display:none}#paths .narrow{display:block;max-width:27rem}}
    @media (max-width:63.99rem){
    .bench{display:flex;flex-direction:column}
    .controls{margin-top:1rem}
    .dials summary{padding:.25rem 0}
    .brief{display:block;position:sticky;bottom:0;z-index:2;background:var(--ground);border-top:2px solid var(--s0);margin:0 -.75rem;padding:.5rem .75rem;font-size:.88rem;line-height:1.3}
    .bench footer{order:5;margin-bottom:0}
    .brief{order:4}
    }
    @media (max-width:43.99rem){.bench{padding:0 .75rem 3rem}.row{grid-template-columns:7rem minmax(0,1fr)}}

    """#
}
