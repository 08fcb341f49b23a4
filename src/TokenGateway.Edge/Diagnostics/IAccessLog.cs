using Microsoft.AspNetCore.Http;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Diagnostics;

/// <summary>
/// Writes one line per request: who (token id, owner), what (method, path without query, route), and the outcome. Never a
/// secret: credentials have already been removed, and a path that contains a value of our shape is not logged.
/// </summary>
internal interface IAccessLog
{
    void Write(HttpContext context, EdgeRequest request);
}
