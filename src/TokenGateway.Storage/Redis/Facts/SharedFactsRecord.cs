using System.Text.Json;
using System.Text.Json.Serialization;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Redis.Facts;

/// <summary>
/// An entry of the second-level cache as JSON: the facts, the cursor they are as of, and the time of the read. Contains neither the
/// value of a token nor its digest. Times are UTC ticks (100 ns); lists are texts in the format of the store.
/// </summary>
internal sealed record SharedFactsRecord(string AsOf, long ReadAt, SharedFactsRecord.TokenPart Token, SharedFactsRecord.OwnerPart? Owner, long? RetiredUntil, string? Pepper)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public static byte[] Write(TokenFacts facts, in ChangeCursor asOf, DateTimeOffset readAt) => JsonSerializer.SerializeToUtf8Bytes(
        new SharedFactsRecord(
            asOf.ToString(), readAt.UtcTicks, TokenPart.Of(facts.Token), facts.Owner is { } owner ? OwnerPart.Of(owner) : null,
            facts.RetiredUntil?.UtcTicks, facts.Pepper),
        Options);

    /// <summary>Parses an entry; null if another version of the program wrote it in a format that this one does not support.</summary>
    public static SharedFactsEntry? Read(ReadOnlySpan<byte> json, DateTimeOffset now)
    {
        try
        {
            return JsonSerializer.Deserialize<SharedFactsRecord>(json, Options) is { } record && ChangeCursor.TryParse(record.AsOf, out var asOf)
                ? new SharedFactsEntry(new FactsReading(record.ToFacts(), asOf with { Epoch = SharedText.Of(asOf.Epoch) }), Max(now - Moment.Read(record.ReadAt), TimeSpan.Zero))
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private TokenFacts ToFacts() => new(Token.ToToken(), Owner?.ToUser()) { RetiredUntil = Moment.Read(RetiredUntil), Pepper = Pepper };

    internal sealed record TokenPart(
        long Id, string Name, string Owner, string Realm, string Role, string? Permissions, int Manages, long CreatedAt, string CreatedBy, long? ExpiresAt,
        bool IsActive, long? DeletedAt, string Hint, string Description, string? ExternalId, long? NotBefore, string? Addresses, long? OverlapEndsAt,
        long OwnerNumber, long? LeakedAt)
    {
        public static TokenPart Of(Token token) => new(
            token.Id.Number, token.Name, token.Owner.Value, token.Realm.Value, token.Role.Value, NameList.Write(token.Permissions), (int)token.Manages,
            token.CreatedAt.UtcTicks, token.CreatedBy, token.ExpiresAt?.UtcTicks, token.IsActive, token.DeletedAt?.UtcTicks, token.Hint, token.Description,
            token.ExternalId?.Value, token.NotBefore?.UtcTicks, AddressList.Write(token.Addresses), token.OverlapEndsAt?.UtcTicks, token.OwnerNumber,
            token.LeakedAt?.UtcTicks);

        public Token ToToken() => new()
        {
            Id = TokenId.Stored(Id),
            Name = Name,
            Owner = UserId.Parse(SharedText.Of(Owner)),
            Realm = Core.Access.Realm.OfStored(SharedText.Of(Realm)),
            Role = RoleName.Parse(SharedText.Of(Role)),
            Permissions = Permissions is null ? null : NameList.ReadPermissions(Permissions),
            Manages = (ManagementRights)Manages,
            CreatedAt = Moment.Read(CreatedAt),
            CreatedBy = SharedText.Of(CreatedBy),
            ExpiresAt = Moment.Read(ExpiresAt),
            IsActive = IsActive,
            DeletedAt = Moment.Read(DeletedAt),
            Hint = Hint,
            Description = Description,
            ExternalId = ExternalId is null ? null : Core.Tokens.ExternalId.Parse(ExternalId),
            NotBefore = Moment.Read(NotBefore),
            Addresses = Addresses is null ? [] : AddressList.Read(Addresses),
            OverlapEndsAt = Moment.Read(OverlapEndsAt),
            OwnerNumber = OwnerNumber,
            LeakedAt = Moment.Read(LeakedAt),
        };
    }

    internal sealed record OwnerPart(
        string Id, string? Email, string? Name, string Roles, bool IsDisabled, long CreatedAt, long Number, bool CanCreateTokens, string Realms, string? Kept,
        string? Issuer, string? Subject, string? Maintainers)
    {
        public static OwnerPart Of(User user) => new(
            user.Id.Value, user.Email, user.Name, NameList.Write(user.Roles), user.IsDisabled, user.CreatedAt.UtcTicks, user.Number, user.CanCreateTokens,
            NameList.Write(user.Realms), RightsText.Write(user.Kept), user.Login?.Issuer, user.Login?.Subject, MaintainersText.Write(user.Maintainers));

        public User ToUser() => new()
        {
            Id = UserId.Parse(SharedText.Of(Id)),
            Email = Email is null ? null : SharedText.Of(Email),
            Name = Name,
            Roles = NameList.ReadRoles(Roles),
            IsDisabled = IsDisabled,
            CreatedAt = Moment.Read(CreatedAt),
            Number = Number,
            CanCreateTokens = CanCreateTokens,
            Realms = NameList.ReadRealms(Realms),
            Kept = Kept is null ? null : RightsText.Read(Kept),
            Login = Issuer is null || Subject is null ? null : new ExternalLogin(SharedText.Of(Issuer), Subject),
            Maintainers = Maintainers is null ? null : MaintainersText.Read(Maintainers),
        };
    }
}
