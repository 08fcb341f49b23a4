using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Management.Api;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Authentication;

/// <summary>Who calls: the bearer of a token, else the one who signed in.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class Callers(BearerCallers bearers, IEnumerable<ISessionCallers> sessions)
{
    private readonly ISessionCallers? _sessions = sessions.LastOrDefault();

    public async ValueTask<CallerFinding> FindAsync(HttpContext context)
    {
        if (await bearers.FindAsync(context) is { } bearer)
            return bearer;
        if (_sessions is null || await _sessions.FindAsync(context) is not { } signedIn)
            return CallerFinding.Refused(ApiErrorCode.MissingToken);
        return HttpMethods.IsGet(context.Request.Method) || await _sessions.IsGenuineAsync(context)
            ? CallerFinding.Of(signedIn)
            : CallerFinding.Refused(ApiErrorCode.AntiforgeryFailed);
    }
}
