/// The style of pages: one file, no fonts and pictures from elsewhere, light and dark, screen and paper.
enum PageStyle {
  /// All rules.
  static let text =
    ":root{\(ChartStyle.variables(\.light))}\n"
    + "@media (prefers-color-scheme:dark){:root:not([data-theme=light]){\(ChartStyle.variables(\.dark))}}\n"
    + ":root[data-theme=dark]{\(ChartStyle.variables(\.dark))}\n" + layout + ChartStyle.ofPages
    + paper

  private static let layout = #"""
    :root{color-scheme:light dark;--measure:52rem}
    *{box-sizing:border-box}
    html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 "Source Sans 3","Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums lining-nums}
    a{color:var(--s0)}
    a:focus-visible,button:focus-visible,select:focus-visible,summary:focus-visible,input:focus-visible,.scroll:focus-visible{outline:3px solid var(--s0);outline-offset:2px}
    .skip{position:absolute;left:-99rem}
    .skip:focus{left:1rem;top:.5rem;background:var(--ground);padding:.4rem .8rem;z-index:3}
    .page{display:grid;grid-template-columns:minmax(0,var(--measure));justify-content:center;padding:0 1.5rem 4rem;column-gap:3.5rem}
    header{border-top:6px solid var(--s0);padding-top:1.6rem;margin-bottom:.4rem}
    h1{font-size:2.05rem;line-height:1.18;margin:.1rem 0 .7rem;letter-spacing:-.012em;font-weight:650}
    .over{color:var(--quiet);font-size:.84rem;letter-spacing:.05em;text-transform:uppercase;margin:0}
    header .lead{font-size:1.16rem;line-height:1.5;margin:.2rem 0 .6rem;max-width:46rem}
    h2{font-size:1.36rem;line-height:1.25;margin:0 0 .7rem;font-weight:650;letter-spacing:-.006em}
    h3{font-size:1.03rem;line-height:1.35;margin:1.1rem 0 .45rem;font-weight:650}
    h4{font-size:.92rem;margin:.8rem 0 .2rem;font-weight:650}
    figcaption h3{margin:0}
    section{padding-top:1.5rem;margin-top:1.7rem;border-top:1px solid var(--grid)}
    section.first{border:0;border-left:4px solid var(--s0);background:color-mix(in srgb,var(--s0) 6%,var(--ground));padding:1.15rem 1.4rem .7rem;margin-top:1.1rem}
    section.first p{font-size:1.06rem}
    p{margin:0 0 .85rem}
    .note{color:var(--quiet);font-size:.87rem;line-height:1.45}
    ul{padding-left:1.15rem;margin:0 0 1rem}
    li{margin-bottom:.45rem}
    dl{display:grid;grid-template-columns:minmax(7.2rem,max-content) 1fr;gap:.5rem 1.3rem;margin:0 0 1rem}
    dt{font-weight:650}
    dd{margin:0}
    nav ol{list-style:none;margin:0;padding:0;font-size:.9rem;line-height:1.4}
    nav li{margin-bottom:.38rem}
    nav a{color:var(--quiet);text-decoration:none}
    nav a:hover{color:var(--ink);text-decoration:underline}
    nav h2{font-size:.84rem;letter-spacing:.05em;text-transform:uppercase;color:var(--quiet);margin-bottom:.5rem}
    .mixes{border-top:1px solid var(--grid);border-bottom:1px solid var(--grid);margin:1rem 0 0;padding:.5rem 0 .6rem;font-size:.86rem}
    .mixes label{display:inline-block;margin:.1rem 1rem .1rem 0;white-space:nowrap}
    .mixes summary{margin-bottom:.3rem}
    figure{margin:1.4rem 0 2rem}
    figcaption{border-top:2px solid var(--ink);padding-top:.5rem;margin-bottom:.35rem}
    .chart{display:block;width:100%;height:auto;overflow:visible}
    .narrow{max-width:30rem;margin:0 auto}
    .legend{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1.3rem;padding:0;margin:.3rem 0 .3rem;font-size:.88rem}
    .legend .chart{display:inline-block;width:30px;height:12px;margin-right:.45rem;vertical-align:-1px}
    .legend li{margin:0}
    .source{color:var(--quiet);font-size:.82rem;line-height:1.42;margin:.35rem 0 .4rem}
    .choices{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;font-size:.88rem;margin:.3rem 0 .2rem;color:var(--quiet)}
    select,button{font:inherit;color:var(--ink);background:var(--ground);border:1px solid var(--axis);border-radius:2px;padding:.12rem .45rem;max-width:100%}
    button{font-size:.84rem;cursor:pointer;margin:.15rem 0 .6rem}
    button:hover{border-color:var(--ink)}
    details{font-size:.88rem;margin:.2rem 0}
    summary{cursor:pointer;color:var(--quiet)}
    .scroll{overflow-x:auto;margin:.5rem 0 .7rem}
    table{border-collapse:collapse;font-size:.86rem;line-height:1.35;min-width:100%}
    th,td{padding:.3rem .75rem .3rem 0;text-align:left;vertical-align:top}
    th:last-child,td:last-child{padding-right:.2rem}
    thead th{border-bottom:1.5px solid var(--ink);vertical-align:bottom;font-weight:650}
    tbody td,tbody th{border-bottom:1px solid var(--grid);font-weight:400}
    .n{text-align:right}
    td.n{white-space:nowrap}
    .drawing{font-family:ui-monospace,Menlo,Consolas,monospace;white-space:pre}
    code{font:.92em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
    footer{color:var(--quiet);font-size:.84rem;border-top:1px solid var(--grid);margin-top:2.6rem;padding-top:1rem}
    #tip{position:fixed;z-index:4;pointer-events:none;background:var(--ink);color:var(--ground);font-size:.84rem;line-height:1.3;padding:.25rem .55rem;border-radius:2px;max-width:20rem;visibility:hidden}
    .off{opacity:.09}
    path.off,.line.off{display:none}
    .chart .whisker.off{opacity:.09}
    .mark{cursor:default}
    .line{cursor:default}
    @media (min-width:76rem){
    .page{grid-template-columns:13.5rem minmax(0,var(--measure))}
    .side{grid-column:1;grid-row:1/span 2;position:sticky;top:1.6rem;align-self:start;max-height:96vh;overflow:auto;padding-top:1.9rem}
    .side label{display:block;white-space:normal;margin:.12rem 0}
    header,main,footer{grid-column:2}
    }
    @media (max-width:75.99rem){.side nav{display:none}.side{order:1}header{order:0}main{order:2}footer{order:3}}
    @media (min-width:44rem){.narrow{display:none}}
    @media (max-width:43.99rem){
    .wide{display:none}
    .page{padding:0 .75rem 3rem}
    h1{font-size:1.5rem}
    header .lead{font-size:1.04rem}
    h2{font-size:1.2rem}
    section.first{padding:.9rem .9rem .4rem}
    section.first p{font-size:1rem}
    dl{display:block}
    dd{margin:0 0 .6rem}
    }

    """#

  private static let paper = #"""
    @media print{
    @page{margin:17mm 15mm}
    :root{--measure:none}
    body{font-size:10pt}
    .side,.skip,.choices,.narrow,#tip,button,details{display:none!important}
    .wide{display:block!important}
    .page{display:block;padding:0}
    section.first{background:none}
    section.first p{font-size:10.5pt}
    header .lead{font-size:11.5pt}
    .wide{max-height:76mm;width:auto!important;max-width:100%;margin:0 auto}
    section{margin-top:1rem;padding-top:1rem}
    figure{margin:.8rem 0 1.2rem}
    figure,table,dl>*{break-inside:avoid}
    h2,h3,figcaption{break-after:avoid}
    a{color:inherit;text-decoration:none}
    .scroll{overflow:visible}
    table{font-size:8.4pt}
    }

    """#
}
