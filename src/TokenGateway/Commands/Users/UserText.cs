using System.CommandLine;
using System.Text.Json;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Users;

/// <summary>How a user is written: a line for people, an object for machines.</summary>
internal static class UserText
{
    public static void Write(ParseResult parsed, User user, bool hasPassword, bool asJson)
    {
        var output = parsed.InvocationConfiguration.Output;
        output.WriteLine(asJson
            ? JsonSerializer.Serialize(UserJson.Of(user, hasPassword), CommandJson.Default.UserJson)
            : $"{user.Id}  {string.Join(", ", user.Roles)}{(user.Realms.Equals(RealmSet.Default) ? "" : $"  realms {user.Realms}")}{(user.Email is null ? "" : "  " + user.Email)}{(user.IsDisabled ? "  (disabled)" : "")}");
    }

    /// <summary>The number that is the user's for ever; a declared one has none.</summary>
    public static string Number(UserJson user) => user.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-";
}
