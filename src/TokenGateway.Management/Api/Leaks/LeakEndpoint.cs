using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Refusals;
using TokenGateway.Management.Api.OpenApi;
using TokenGateway.Management.Api.Requests;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Leaks;

/// <summary><c>POST /leaks</c>, open to anyone who has found a value; needs no credentials, since the value itself is the proof.</summary>
internal static class LeakEndpoint
{
    public static void MapLeaks(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/leaks", ReportAsync).WithTags("Leaks")
            .Describe("ReportLeak", "Report a leaked token", "Needs no credentials. The answer is the same whether the value is known or not.")
            .Takes<LeakRequest>(ApiExamples.Leak).Answers<LeakAnswer>(202, ApiExamples.LeakAnswer).Refuses(400, 413, 415);

    private static async Task<IResult> ReportAsync(HttpContext context, LeakQueue queue, PresentedValues values, IAttempts attempts)
    {
        var address = CallerAddress.Of(context);
        if (attempts.IsOver(AttemptKind.Leak, address))
            return Problem.Of(RefusalCode.RateLimited, "Too many reports from this address.", attempts.SecondsLeft());
        attempts.Count(AttemptKind.Leak, address);
        var body = (await JsonBody.ReadAsync(context, LeakJson.Default.LeakRequest)).Value;
        if (string.IsNullOrEmpty(body.Token))
            throw ApiException.Value("token", "the leaked value is expected.");
        if (values.TryDigest(body.Token, out var digest) && !queue.TryAdd(new LeakReport(digest, ClientAddress.TextOf(address))))
            return Problem.Of(RefusalCode.RateLimited, "Too many reports are queued already.", retryAfter: 1);
        return Answer.Json(LeakAnswer.Instance, LeakJson.Default.LeakAnswer, StatusCodes.Status202Accepted);
    }
}
