using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Times;

namespace TokenGateway.Dialects.Gcore;

/// <summary>Reads clients' requests about tokens.</summary>
internal sealed class GcoreTokenReader(GcoreRoles roles)
{
    /// <summary>False: <paramref name="fault"/> describes the error in one sentence.</summary>
    public bool TryRead(GcoreTokenRequest body, [NotNullWhen(true)] out IssueRequest? request, [NotNullWhen(false)] out string? fault)
    {
        (request, fault) = (null, null);
        DateTimeOffset end = default;
        RoleName? role = null;
        if (string.IsNullOrEmpty(body.Name))
            fault = "name: This field is required.";
        else if (body.ExpDate is not null && !InstantText.TryParse(body.ExpDate, out end))
            fault = "exp_date: A point in time as RFC 3339 writes it is expected, for example 2027-01-31T12:00:00Z, or null for none.";
        else if (body.ClientUser?.Role is { } wanted && (role = Find(wanted.Id, wanted.Name)) is null)
            fault = "client_user.role: There is no such role.";
        if (fault is not null)
            return false;
        request = new IssueRequest
        {
            Owner = default,
            Name = body.Name!,
            Description = body.Description ?? "",
            Role = role,
            ExpiresAt = body.ExpDate is null ? null : end,
        };
        return true;
    }

    /// <summary>Null: <paramref name="fault"/> describes the error.</summary>
    public GcoreFilter? ReadFilter(IQueryCollection query, out string? fault)
    {
        fault = null;
        var deleted = false;
        RoleName? role = null;
        if (query["deleted"] is { Count: > 0 } word && !bool.TryParse(word, out deleted))
            fault = "deleted: true or false is expected.";
        else if (!TryNumber(query, "issued_by", out var by) | !TryNumber(query, "not_issued_by", out var not))
            fault = "issued_by, not_issued_by: The id of a user is expected.";
        else if (query["role"] is { Count: > 0 } text && (role = Find(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null, text)) is null)
            fault = "role: There is no such role.";
        else
            return new GcoreFilter(deleted, by, not, role);
        return null;
    }

    private static bool TryNumber(IQueryCollection query, string name, out long? number)
    {
        number = null;
        if (query[name] is not { Count: > 0 } text)
            return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return false;
        number = value;
        return true;
    }

    // By its number, otherwise by its name.
    private RoleName? Find(int? id, string? name)
    {
        if (id is { } number)
            return roles.Find(number);
        return RoleName.TryParse(name, out var role) && roles.IdOf(role) > 0 ? role : null;
    }
}
