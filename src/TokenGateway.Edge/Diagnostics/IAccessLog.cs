using Microsoft.AspNetCore.Http;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Diagnostics;

/// <summary>
/// One line a request: who (token id, owner), what (method, path without query, route), and what came of it. Never a
/// secret: credentials are gone before, and a path that holds a value of our shape is not written.
/// </summary>
internal interface IAccessLog
{
    void Write(HttpContext context, EdgeRequest request);
}
