/// The one stylesheet of every report.
enum Stylesheet {
  static let text = """
    :root {
      --paper: #ffffff; --raised: #f6f7f9; --ink: #1d2733; --soft: #55606c; --rule: #d5dae0;
      --accent: #1f4e79; --suspect: #b4480f; --derived: #1f5a93; --unrelated: #59636e;
      --band: #eef1f4; --grid: #d5dae0; --caution: #8a5a00; --caution-ground: #fbf6ea;
      --answer-ground: #f1f5fa;
      --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Cambria,
        "Liberation Serif", Georgia, serif;
      --sans: system-ui, "Segoe UI", "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
      --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
      color-scheme: light dark;
    }
    * { box-sizing: border-box; }
    html { font-size: 106.25%; -webkit-text-size-adjust: 100%; }
    body {
      margin: 0 auto; padding: 3.5rem 1.5rem 6rem; max-width: 49rem; background: var(--paper);
      color: var(--ink); font-family: var(--serif); line-height: 1.58;
      font-variant-numeric: lining-nums; overflow-wrap: break-word;
    }
    .skip { position: absolute; left: -999rem; }
    .skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem; }
    a { color: var(--accent); }
    h1, h2, h3, h4 {
      font-family: var(--sans); line-height: 1.25; font-weight: 600; text-wrap: balance;
      break-after: avoid; overflow-wrap: anywhere;
    }
    h1 { font-size: 1.95rem; margin: .2rem 0 1.2rem; letter-spacing: -.012em; }
    h2 { font-size: 1.32rem; margin: 0 0 1.1rem; }
    h3 { font-size: 1.05rem; margin: 2.2rem 0 .7rem; }
    h4 { font-size: .95rem; margin: 1.8rem 0 .5rem; }
    p, ul, ol, dl { margin: 0 0 1rem; }
    ul, ol { padding-left: 1.4rem; }
    li { margin-bottom: .4rem; }
    section { margin-top: 3.6rem; padding-top: 1.5rem; border-top: 1px solid var(--rule); }
    .cover + main > section:first-child { margin-top: 2.4rem; padding-top: 0; border: 0; }
    .kicker {
      font: 600 .76rem/1 var(--sans); letter-spacing: .13em; text-transform: uppercase;
      color: var(--soft); margin: 0;
    }
    code { font-family: var(--mono); font-size: .84em; overflow-wrap: anywhere; }
    q { quotes: "\\201C" "\\201D"; font-style: italic; }
    strong { font-weight: 700; }
    .n { font-variant-numeric: tabular-nums lining-nums; }
    dl > div {
      display: grid; grid-template-columns: minmax(8rem, 11rem) 1fr; gap: .2rem 1.2rem;
      padding: .45rem 0; border-top: 1px solid var(--rule); align-items: baseline;
    }
    dl > div:last-child { border-bottom: 1px solid var(--rule); }
    dt { font: 600 .84rem/1.5 var(--sans); color: var(--soft); overflow-wrap: anywhere; }
    dd { margin: 0; min-width: 0; font-size: .95rem; }
    .callout {
      margin: 1.4rem 0; padding: 1.05rem 1.3rem .5rem; border-left: 4px solid var(--rule);
      background: var(--raised); break-inside: avoid;
    }
    .callout-title { font: 600 1rem/1.35 var(--sans); margin-bottom: .55rem; }
    .callout > :last-child { margin-bottom: .6rem; }
    .callout-question { background: none; border-color: var(--soft); padding-block: .2rem 0; }
    .callout-answer { border-color: var(--accent); background: var(--answer-ground); }
    .callout-answer .callout-title { font-size: 1.18rem; }
    .callout-caution { border-color: var(--caution); background: var(--caution-ground); }
    nav { margin-top: 3.2rem; padding: 1.2rem 1.4rem .4rem; background: var(--raised); }
    nav h2 { font-size: .95rem; margin-bottom: .6rem; }
    nav ul { list-style: none; padding: 0; columns: 2; column-gap: 2rem; font-size: .92rem; }
    nav li { break-inside: avoid; }
    nav a { text-decoration: none; }
    nav a:hover, nav a:focus { text-decoration: underline; }
    .scroll { overflow-x: auto; }
    .cover dl > div { padding: .16rem 0; border: 0; font-size: .92em; }
    .cover dl { border-block: 1px solid var(--rule); padding: .5rem 0; }
    figure { margin: 1.8rem 0; }
    figure.plot { break-inside: avoid; }
    .plot svg { display: block; width: 100%; min-width: 34rem; height: auto; }
    figcaption, .note, caption { font: .845rem/1.5 var(--sans); color: var(--soft); }
    .plot figcaption { margin-top: .6rem; }
    figcaption b, caption b { color: var(--ink); font-weight: 600; }
    .table { margin: 1.8rem 0; }
    table { border-collapse: collapse; width: 100%; font: .835rem/1.42 var(--sans); }
    caption {
      text-align: left; padding-bottom: .6rem; caption-side: top; break-after: avoid;
    }
    th, td { text-align: left; vertical-align: top; padding: .42rem .65rem .42rem 0; }
    th:last-child, td:last-child { padding-right: 0; }
    thead th {
      border-top: 1.5px solid var(--ink); border-bottom: 1px solid var(--ink);
      font-weight: 600; vertical-align: bottom;
    }
    tbody th { font-weight: 500; }
    tbody tr { border-bottom: 1px solid var(--rule); break-inside: avoid; }
    tbody tr:last-child { border-bottom: 1.5px solid var(--ink); }
    td, tbody th { overflow-wrap: anywhere; min-width: 3.2rem; }
    .number {
      text-align: right; font-variant-numeric: tabular-nums lining-nums; overflow-wrap: normal;
    }
    .number + :not(.number) { padding-left: .9rem; }
    tbody th { min-width: 6rem; }
    td:not(.number) { min-width: 5.6rem; }
    tbody th code { overflow-wrap: normal; }
    .none { color: var(--soft); }
    .note { margin-top: .6rem; }
    .blank {
      display: block; min-height: 2.1rem; padding: .25rem .6rem; border: 1px dashed var(--soft);
      font: italic .8rem/1.4 var(--sans); color: var(--soft);
    }
    .quotations { display: table; table-layout: fixed; width: 100%; margin: 0 0 1rem; }
    .quotation { display: table-cell; margin: 0; vertical-align: top; break-inside: avoid; }
    .quotation + .quotation { padding-left: .9rem; }
    .quotation figcaption { font-weight: 600; margin-bottom: .25rem; }
    blockquote {
      margin: 0; padding: .6rem .85rem; background: var(--raised);
      border-left: 2px solid var(--rule); font: .8rem/1.5 var(--mono); white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    .cut { font: .78rem/1.4 var(--sans); color: var(--soft); margin: .25rem 0 0; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    @media (max-width: 38rem) {
      body { padding-top: 2rem; }
      nav ul { columns: 1; }
      dl > div { grid-template-columns: 1fr; }
      .quotations, .quotation { display: block; }
      .quotation + .quotation { padding: .6rem 0 0; }
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --paper: #15191e; --raised: #1d2329; --ink: #e3e7eb; --soft: #a3adb8; --rule: #343c45;
        --accent: #8fbce8; --suspect: #f2955c; --derived: #7db4e8; --unrelated: #b3bdc7;
        --band: #20262d; --grid: #333b44; --caution: #d9a441; --caution-ground: #26221a;
        --answer-ground: #1a232d;
      }
      .f-text { fill: var(--ink); } .f-muted { fill: var(--soft); }
      .f-band { fill: var(--band); } .f-suspect { fill: var(--suspect); }
      .f-derived { fill: var(--derived); } .f-unrelated { fill: var(--unrelated); }
      .s-text { stroke: var(--ink); } .s-muted { stroke: var(--soft); }
      .s-grid { stroke: var(--grid); } .s-suspect { stroke: var(--suspect); }
      .s-derived { stroke: var(--derived); } .s-unrelated { stroke: var(--unrelated); }
      .open { fill: var(--paper); }
      .halo { stroke: var(--paper); }
    }
    @page {
      size: A4; margin: 16mm 18mm 18mm;
      @bottom-center { content: counter(page) " / " counter(pages); font: 8pt sans-serif; }
    }
    @media print {
      html { font-size: 9.7pt; }
      body { max-width: none; padding: 0; line-height: 1.45; }
      .skip { display: none; }
      section { margin-top: 1.8rem; padding-top: 1rem; }
      h1 { font-size: 1.6rem; margin-bottom: .8rem; }
      figure, .table { margin: 1.2rem 0; }
      .callout { margin: .9rem 0; padding: .6rem 1rem .2rem; }
      .callout p { margin-bottom: .55rem; }
      .cover + main > section:first-child { margin-top: 1.2rem; }
      .scroll { overflow: visible; }
      nav, .short, dl > div { break-inside: avoid; }
      .plot svg { min-width: 0; max-height: 225mm; }
      thead { display: table-header-group; }
      th, td { padding-right: .5rem; }
      a { color: inherit; text-decoration: none; }
      nav a::after { content: " " target-counter(attr(href), page); color: var(--soft); }
      p, li { orphans: 3; widows: 3; }
      .callout, blockquote, nav { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }
    """
}
