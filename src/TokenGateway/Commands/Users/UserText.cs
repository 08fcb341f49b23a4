using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Users;

/// <summary>The output of a user: a line of text, or a JSON object.</summary>
internal static class UserText
{
    /// <summary>Reports the result of a change, with a warning if a service account has no maintainer left.</summary>
    public static async Task<int> ReportAsync(
        ParseResult parsed, OfflineGateway gateway, LifecycleResult<User> result, bool hasPassword, bool asJson, CancellationToken cancellationToken)
    {
        var maintainers = result.Succeeded ? await gateway.Accounts.MaintainersOfAsync(result.Value, gateway.Model, cancellationToken) : [];
        return Results.Report(parsed, result, user =>
        {
            parsed.InvocationConfiguration.Output.WriteLine(asJson ? Json(UserJson.Of(user, hasPassword, maintainers)) : Line(user, maintainers));
            WarnIfUnmaintained(parsed, user, maintainers);
        });
    }

    public static string Json(UserJson user) => JsonSerializer.Serialize(user, CommandJson.Default.UserJson);

    public static void WarnIfUnmaintained(ParseResult parsed, User user, IReadOnlyList<User> maintainers)
    {
        if (ServiceAccounts.IsUnmaintained(user, maintainers))
            parsed.InvocationConfiguration.Error.WriteLine($"warning: service account {user.Id} has no enabled maintainer; its tokens work, and administrators manage them. `tokengateway user set-maintainers {user.Id} USER` names one.");
    }

    /// <summary>The permanent number of the user; a declared one has none.</summary>
    public static string Number(UserJson user) => user.Number?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static string Line(User user, IReadOnlyList<User> maintainers) => string.Concat(
        $"{user.Id}  {string.Join(", ", user.Roles)}",
        user.Realms.Equals(RealmSet.Default) ? "" : $"  realms {user.Realms}",
        user.Email is null ? "" : "  " + user.Email,
        user.IsService ? $"  (service account, maintained by {(maintainers.Count == 0 ? "nobody" : string.Join(", ", maintainers.Select(one => one.Id)))})" : "",
        user.IsDisabled ? "  (disabled)" : "");
}
