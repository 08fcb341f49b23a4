using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;

namespace TokenGateway.Management.Problems;

/// <summary>A refusal as a response: a problem document, with its challenge (RFC 6750, 3).</summary>
internal sealed record Problem : IResult
{
    public const string MediaType = "application/problem+json";

    public const string CodeMember = "code";

    private const string BearerChallenge = "Bearer realm=\"tokengateway\"";

    private Problem(RefusalEntry entry, string? detail) => (Status, Code, Title, Detail) = (entry.Status, entry.Name, entry.Title, detail);

    public int Status { get; }

    public string Code { get; }

    public string Title { get; init; }

    public string? Detail { get; }

    /// <summary>The challenge; null: a bearer challenge (RFC 6750, 3).</summary>
    public string? Challenge { get; init; }

    /// <summary>In seconds; null: none.</summary>
    private int? RetryAfter { get; init; }

    /// <param name="retryAfter">Seconds until a retry may succeed.</param>
    public static Problem Of(RefusalCode code, string? detail = null, int? retryAfter = null) =>
        new(RefusalCodes.Of(code), detail) { RetryAfter = retryAfter };

    public static Problem Of(LifecycleError error) => Of(error.Code, error.Message);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (ChallengeFor(httpContext) is { } challenge)
            response.Headers.WWWAuthenticate = challenge;
        var details = new ProblemDetails { Title = Title, Status = Status, Detail = Detail, Extensions = { [CodeMember] = Code } };
        return httpContext.RequestServices.GetRequiredService<IProblemDetailsService>()
            .WriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = details }).AsTask();
    }

    // Bare without a token, with an error otherwise (RFC 6750, 3.1).
    private string? ChallengeFor(HttpContext context) => Status switch
    {
        StatusCodes.Status401Unauthorized when Challenge is not null => Challenge,
        StatusCodes.Status401Unauthorized => Code == RefusalCodes.NameOf(RefusalCode.MissingToken) ? BearerChallenge : BearerChallenge + ", error=\"invalid_token\"",
        StatusCodes.Status403Forbidden when IsByToken(context) => BearerChallenge + ", error=\"insufficient_scope\"",
        _ => null,
    };

    // Only this scheme uses the header.
    private static bool IsByToken(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true } && context.Request.Headers.Authorization.Count > 0;
}
