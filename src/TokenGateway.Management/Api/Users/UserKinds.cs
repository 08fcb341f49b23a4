using TokenGateway.Core.Tokens;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Users;

/// <summary>The names of the kinds of users.</summary>
internal static class UserKinds
{
    private const string Person = "person";
    private const string Service = "service";

    public static string NameOf(User user) => user.IsService ? Service : Person;

    /// <summary>Whether the text means service accounts; null: absent.</summary>
    public static bool? Read(string member, string? text) => text switch
    {
        null => null,
        Person => false,
        Service => true,
        _ => throw ApiException.Value(member, "person or service is expected."),
    };
}
