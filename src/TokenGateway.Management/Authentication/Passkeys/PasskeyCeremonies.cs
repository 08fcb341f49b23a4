using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Authentication.Passkeys;

/// <summary>
/// Runs WebAuthn ceremonies with the framework's verification (WebAuthn Level 3, 7). A passkey replaces a password, so the
/// authenticator must have verified its user; the passkey identifies the user.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class PasskeyCeremonies(IPasskeyStore passkeys, PasskeyLifecycle lifecycle, IDataProtectionProvider protection, IAccessModelSource models, TimeProvider time)
{
    private const string SignIn = "sign-in";

    /// <summary>An authenticator's response has about 2 KB.</summary>
    private const int LongestAnswer = 16 * 1024;

    private static readonly LifecycleError NotVerified = new(RefusalCode.InvalidValue, "The passkey could not be verified. Try again.");

    /// <summary>The options for <c>navigator.credentials.create</c>, as JSON.</summary>
    public async Task<string> CreationOptionsAsync(HttpContext context, Actor actor)
    {
        var known = await lifecycle.ListAsync(actor, context.RequestAborted);
        var handle = known is [var first, ..] ? first.Handle : Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var user = actor.User!;
        var entity = new PasskeyUserEntity { Id = handle, Name = user.Id.Value, DisplayName = user.Name ?? user.Id.Value };
        var made = await HandlerFor(context, handle, known).MakeCreationOptionsAsync(entity, context);
        PasskeyState.Set(context, protection, PurposeOf(actor), made.AttestationState!, time.GetUtcNow());
        return made.CreationOptionsJson;
    }

    /// <summary>Verifies and stores the result of <c>navigator.credentials.create</c>.</summary>
    public async Task<LifecycleResult<Passkey>> AddAsync(HttpContext context, Actor actor, string answer, string name)
    {
        if (PasskeyState.Take(context, protection, PurposeOf(actor)) is not var (state, _) || answer.Length > LongestAnswer)
            return NotVerified;
        var known = await lifecycle.ListAsync(actor, context.RequestAborted);
        var result = await HandlerFor(context, "", known).PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = context, CredentialJson = answer, AttestationState = state });
        if (!result.Succeeded)
            return NotVerified;
        var made = result.Passkey;
        return await lifecycle.AddAsync(actor, new Passkey
        {
            Id = Base64Url.EncodeToString(made.CredentialId),
            User = actor.User!.Id,
            UserNumber = actor.User.Number,
            Handle = result.UserEntity.Id,
            Name = name,
            PublicKey = [.. made.PublicKey],
            SignCount = made.SignCount,
            IsBackupEligible = made.IsBackupEligible,
            IsBackedUp = made.IsBackedUp,
            CreatedAt = made.CreatedAt,
        }, context.RequestAborted);
    }

    /// <summary>The options for <c>navigator.credentials.get</c>, as JSON. The same for every user.</summary>
    public async Task<string> RequestOptionsAsync(HttpContext context)
    {
        var made = await HandlerFor(context, "", []).MakeRequestOptionsAsync(null, context);
        PasskeyState.Set(context, protection, SignIn, made.AssertionState!, time.GetUtcNow());
        return made.RequestOptionsJson;
    }

    /// <summary>The verified passkey of a <c>navigator.credentials.get</c> response, with its counter advanced; null: not valid.</summary>
    /// <exception cref="StoreUnavailableException">The store does not respond.</exception>
    public async Task<Passkey?> VerifyAsync(HttpContext context, string answer)
    {
        if (PasskeyState.Take(context, protection, SignIn) is not var (state, asked) || IdOf(answer) is not { } id
            || await passkeys.FindAsync(id, context.RequestAborted) is not { } passkey)
        {
            return null;
        }

        var result = await HandlerFor(context, passkey.Handle, [passkey])
            .PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = context, CredentialJson = answer, AssertionState = state });
        return result.Succeeded && await passkeys.UseAsync(id, passkey.SignCount, result.Passkey.SignCount, result.Passkey.IsBackedUp, asked, time.GetUtcNow(), context.RequestAborted)
            ? passkey
            : null;
    }

    private static string PurposeOf(Actor actor) => "add:" + actor.Session;

    private static string? IdOf(string answer)
    {
        if (answer.Length is 0 or > LongestAnswer)
            return null;
        try
        {
            using var document = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = 8 });
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                && id.GetString() is { Length: > 0 and <= Passkey.MaxIdLength } text ? text : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private PasskeyHandler<PasskeyOwner> HandlerFor(HttpContext context, string handle, IReadOnlyList<Passkey> known)
    {
        // The framework uses only its store.
        var users = new UserManager<PasskeyOwner>(
            new OwnedPasskeys(handle, known), null!, null!, [], [], null!, null!, null!, NullLogger<UserManager<PasskeyOwner>>.Instance);
        var origin = $"{context.Request.Scheme}://{context.Request.Host}";
        return new PasskeyHandler<PasskeyOwner>(users, Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = DomainOf(context.Request),
            UserVerificationRequirement = "required",
            ResidentKeyRequirement = "required",
            ValidateOrigin = asked => ValueTask.FromResult(!asked.CrossOrigin && string.Equals(asked.Origin, origin, StringComparison.OrdinalIgnoreCase)),
        }));
    }

    // The public host name, if the portal's name equals it or is below it (WebAuthn Level 3, 4: RP ID); otherwise the host
    // name of the request.
    private string DomainOf(HttpRequest request)
    {
        var host = request.Host.Host;
        return models.Current.SignIn.PublicHost is { } known
            && (host.Equals(known, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + known, StringComparison.OrdinalIgnoreCase))
            ? known
            : host;
    }
}
