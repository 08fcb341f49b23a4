using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Lifecycle;

/// <summary>
/// An <see cref="IssueRequest"/> as a table writes it: <c>role=R permissions=A,B manages=own,tokens ends=DAYS realm=X</c>.
/// </summary>
internal static class Wish
{
    public static IssueRequest Parse(string owner, string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(
            new IssueRequest { Owner = UserId.Parse(owner) },
            (request, part) => With(request, part.Split('=')[0], part.Split('=')[1]));

    private static IssueRequest With(IssueRequest request, string key, string value) => key switch
    {
        "role" => request with { Role = RoleName.Parse(value) },
        "permissions" => request with { Permissions = Some.Permissions(value.Split(',', StringSplitOptions.RemoveEmptyEntries)) },
        "manages" => request with { Manages = value.Split(',').Aggregate(ManagementRights.None, (sum, name) => sum | Right(name)) },
        "ends" => request with { ExpiresAt = The.Start.AddDays(int.Parse(value)) },
        "realm" => request with { Realm = Realm.Parse(value) },
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "No such part of a request."),
    };

    private static ManagementRights Right(string name) =>
        ManagementRightsNames.TryParse(name, out var right) ? right : throw new FormatException(name);
}
