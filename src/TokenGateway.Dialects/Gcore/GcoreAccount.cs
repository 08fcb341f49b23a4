using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.Gcore;

/// <summary>The account. Gcore uses two spellings for its members.</summary>
internal sealed record GcoreAccount
{
    public required int Id { get; init; }

    public required string Email { get; init; }

    public required string Status { get; init; }

    [JsonPropertyName("currentUser")]
    public required long CurrentUser { get; init; }

    public string BillType { get; init; } = "";

    public IReadOnlyList<string> Capabilities { get; init; } = [];

    [JsonPropertyName("companyName")]
    public required string CompanyName { get; init; }

    public bool Deleted { get; init; }

    [JsonPropertyName("freeFeatures")]
    public IReadOnlyDictionary<string, string> FreeFeatures { get; init; } = new Dictionary<string, string>();

    public required bool HasActiveAdmin { get; init; }

    public bool IsTest { get; init; }

    public required string Name { get; init; }

    [JsonPropertyName("paidFeatures")]
    public IReadOnlyDictionary<string, string> PaidFeatures { get; init; } = new Dictionary<string, string>();

    [JsonPropertyName("serviceStatuses")]
    public required IReadOnlyDictionary<string, GcoreService> ServiceStatuses { get; init; }

    public required IReadOnlyList<GcoreUser> Users { get; init; }
}
