using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Authentication;

namespace TokenGateway.Management.Problems;

/// <summary>A refusal as an answer: a problem document, with the challenge that belongs to it (RFC 6750, 3).</summary>
internal sealed class Problem : IResult
{
    public const string MediaType = "application/problem+json";

    private const string Challenge = "Bearer realm=\"tokengateway\"";

    private Problem(int status, string code, string title, string? detail) => (Status, Code, Title, Detail) = (status, code, title, detail);

    public int Status { get; }

    public string Code { get; }

    public string? Detail { get; }

    private string Title { get; }

    /// <summary>Seconds; null: not told.</summary>
    private int? RetryAfter { get; init; }

    /// <param name="retryAfter">Seconds after which it may work.</param>
    public static Problem Of(ApiErrorCode code, string? detail = null, int? retryAfter = null) =>
        new(ApiErrors.StatusOf(code), ApiErrors.NameOf(code), ApiErrors.TitleOf(code), detail) { RetryAfter = retryAfter };

    public static Problem Of(LifecycleError error)
    {
        var status = LifecycleStatuses.Of(error.Code);
        return new(status, error.Name, LifecycleStatuses.TitleOf(status), error.Message);
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (ChallengeFor(httpContext) is { } challenge)
            response.Headers.WWWAuthenticate = challenge;
        var body = new ProblemView("about:blank", Title, Status, Code, Detail, Activity.Current?.TraceId.ToHexString() ?? httpContext.TraceIdentifier);
        return response.WriteAsJsonAsync(body, ManagementJson.Default.ProblemView, MediaType, httpContext.RequestAborted);
    }

    // Bare when there was no token, with an error when there was one (RFC 6750, 3.1).
    private string? ChallengeFor(HttpContext context) => Status switch
    {
        StatusCodes.Status401Unauthorized => Code == ApiErrors.NameOf(ApiErrorCode.MissingToken) ? Challenge : Challenge + ", error=\"invalid_token\"",
        StatusCodes.Status403Forbidden when CallerFeature.Of(context)?.Actor.Credential is not null => Challenge + ", error=\"insufficient_scope\"",
        _ => null,
    };
}
