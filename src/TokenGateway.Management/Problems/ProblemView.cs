namespace TokenGateway.Management.Problems;

/// <summary>A problem document (RFC 9457).</summary>
/// <param name="Type">Always <c>about:blank</c>: <paramref name="Code"/> identifies the problem.</param>
/// <param name="Title">The kind of problem.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Stable, for programs: <c>role_not_held</c>, <c>invalid_value</c> and so on.</param>
/// <param name="Detail">The fault in this request, naming the member or parameter.</param>
/// <param name="TraceId">To find the request in logs and traces.</param>
internal sealed record ProblemView(string Type, string Title, int Status, string Code, string? Detail, string TraceId);
