"""The script that draws live charts in a reader's browser: the engine's own Vega, bundled, with its licences.

It is made of what draws the pictures here, so that nothing else need be fetched or trusted. Compiled specifications
need no Vega-Lite, and expressions are walked by an interpreter, so that no policy need allow evaluation.
"""

import hashlib
from functools import cache

from briefwright.chart.engine import ENGINE, EngineFailed

_FROM = "/npm/{}/+esm"
_PARTS = {
    "View": "vega-view@6.2.0",
    "parse": "vega-parser@7.1.3",
    "transforms": "vega-dataflow@6.1.3",
    "expressionInterpreter": "vega-interpreter@2.3.2",
}
_TRANSFORMS = ("vega-transforms@5.2.2", "vega-view-transforms@5.2.2", "vega-encode@5.2.2")
_PART_BY_PART = (
    "\n".join(f"import {{{name}}} from '{_FROM.format(module)}';" for name, module in _PARTS.items())
    + "\n"
    + "\n".join(f"import * as t{at} from '{_FROM.format(module)}';" for at, module in enumerate(_TRANSFORMS))
    + """
Object.assign(transforms, t0, t1, t2);
self.briefwrightVega = {
  draw(spec, container) {
    const view = new View(parse(spec, null, { ast: true }), {
      expr: expressionInterpreter, renderer: "svg", container, hover: false, logLevel: 0,
    });
    return view.runAsync();
  },
};
"""
)
"""Half of what the whole takes. The versions are those inside the engine; of another engine the whole is taken."""
_WHOLE = """
self.briefwrightVega = {
  draw(spec, container) {
    const options = { mode: "vega", ast: true, actions: false, defaultStyle: false, tooltip: false, renderer: "svg" };
    return vegaEmbed(container, spec, { ...options, logLevel: 0 }).then((made) => made.view);
  },
};
"""
_LICENCES = """/*! Vega {version} and the libraries it is made of.

Vega: Copyright (c) 2015-2023, University of Washington Interactive Data Lab. All rights reserved.
Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
following conditions are met:
1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following
   disclaimer.
2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
   disclaimer in the documentation and/or other materials provided with the distribution.
3. Neither the name of the copyright holder nor the names of its contributors may be used to endorse or promote products
   derived from this software without specific prior written permission.
THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES,
INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY,
WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF
THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.

D3: Copyright 2010-2023 Mike Bostock. Internmap: Copyright 2021 Mike Bostock. TopoJSON: Copyright 2012-2019 Michael
Bostock. Delaunator: Copyright (c) 2021 Mapbox. These four, under the ISC licence:
Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted,
provided that the above copyright notice and this permission notice appear in all copies.
THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.
*/
"""


def name() -> str:
    """The file that a release has it in. The name changes with what is in it, so that it may be kept for ever."""
    recipe = hashlib.sha256((_PART_BY_PART + _WHOLE + _LICENCES).encode()).hexdigest()[:8]
    return f"vega-{ENGINE.version()}-{recipe}.js"


@cache
def script() -> bytes:
    """The script. It takes the engine more than a second. Raises EngineFailed."""
    try:
        made = ENGINE.bundle(_PART_BY_PART)
    except EngineFailed:
        made = ENGINE.bundle(_WHOLE)
    # The bundle is a module's text: in a classic script its names would be every script's.
    return f'{_LICENCES.format(version=ENGINE.version())}(function(){{"use strict";\n{made}\n}})();\n'.encode()
