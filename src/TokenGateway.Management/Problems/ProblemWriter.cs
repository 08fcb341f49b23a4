using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Refusals;

namespace TokenGateway.Management.Problems;

/// <summary>Writes every problem of Management, ours and the framework's, in one format.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => CodeOf(context) is not null || ApiPaths.IsApi(context.HttpContext);

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        var status = problem.Status ?? http.Response.StatusCode;
        var known = BareStatuses.CodeOf(status) ?? RefusalCode.InternalError;
        var body = new ProblemView(
            "about:blank", problem.Title ?? RefusalCodes.TitleOf(known), status, CodeOf(context) ?? RefusalCodes.LogNameOf(known), problem.Detail,
            Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier);
        return new(http.Response.WriteAsJsonAsync(body, ProblemJson.Default.ProblemView, Problem.MediaType, http.RequestAborted));
    }

    private static string? CodeOf(ProblemDetailsContext context) =>
        context.ProblemDetails.Extensions.TryGetValue(Problem.CodeMember, out var code) ? code as string : null;
}
