using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Api.Routes;
using TokenGateway.Portal.Products;
using TokenGateway.Portal.Sessions;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Pages.Tokens;

/// <summary>The form of a new token. A link may fill it in, but never submits it.</summary>
internal sealed class NewModel(TokenLifecycle tokens, ServiceAccounts accounts, ITokenStore store, NewTokens newTokens, TokenPages pages, ProductWords words, ShownOnce shownOnce, SentForms forms) : PortalPage
{
    /// <summary>For a higher limit, the remaining number is not shown: it would require reading every token.</summary>
    private const int MostCounted = 1000;

    public NewTokenForm Form { get; private set; } = new();

    public FieldProblems Problems { get; } = new();

    /// <summary>Null: the user does not exist.</summary>
    public User? Owner { get; private set; }

    /// <summary>The service accounts that the caller maintains.</summary>
    public IReadOnlyList<User> Accounts { get; private set; } = [];

    /// <summary>The management rights that the token may have.</summary>
    public ManagementRights Manageable => Owner is null ? Actor.Rights : Core.Lifecycle.Actor.OwnersRights(Owner, Model) & Actor.Rights;

    public IReadOnlyList<Role> Roles { get; private set; } = [];

    public Role? Role { get; private set; }

    /// <summary>The effective options in the realm of the form.</summary>
    public TokenOptions Options { get; private set; } = new();

    /// <summary>The permissions of the role, grouped by the text before the first colon.</summary>
    public IEnumerable<IGrouping<string, string>> Groups =>
        Role is null ? [] : Model.Permissions.NamesOf(Role.Permissions).GroupBy(name => name.Contains(':', StringComparison.Ordinal) ? name[..name.IndexOf(':', StringComparison.Ordinal)] : name);

    public bool IsAll => Role is not null && NewTokens.IsAll(Form, Role, Model);

    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>Whether the form's expiry is valid, including none.</summary>
    public bool IsEndKnown { get; private set; }

    public IReadOnlyList<OpenedRoute> Opens { get; private set; } = [];

    /// <summary>The number of live tokens of the owner or realm, if limited.</summary>
    public int? Live { get; private set; }

    /// <summary>The maximum number; null: unlimited, or too large to count.</summary>
    public int? Places => (Options.MaxPerUser ?? Options.MaxTotal) is <= MostCounted and { } most ? most : null;

    /// <summary>The available realms; empty: only the default one.</summary>
    public RealmSet Realms { get; private set; } = RealmSet.None;

    public async Task<IActionResult> OnGetAsync()
    {
        Form = (await LikeAsync() ?? NewTokenForm.Of(Request.Query)) with { Once = SentForms.NewNumber() };

        // "By hand" means use by a person.
        if (Form.Owner.Length > 0 && !Form.FromLink.Contains("use") && await newTokens.OwnerOfAsync(Form, Actor, Aborted) is { IsService: true })
            Form = Form with { Use = NewTokenForm.Script };
        await FillAsync();
        return Page();
    }

    /// <summary>Only the summary of the token, while the form is filled in.</summary>
    [Call(CallKind.Read)]
    public async Task<IActionResult> OnPostSummaryAsync()
    {
        Form = NewTokenForm.Of(await Request.ReadFormAsync(Aborted));
        await FillSummaryAsync();
        return Partial("_Summary", this);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Form = NewTokenForm.Of(await Request.ReadFormAsync(Aborted));
        return await forms.OnceAsync(Session.Digest, Form.Once, CreateAsync) is { } next ? Next(next) : Again();
    }

    // Null: the problems have the errors.
    private async Task<string?> CreateAsync()
    {
        await FillAsync();
        if (newTokens.Read(Form, Owner, Actor, Model, words.Form, Problems) is not { } request)
            return null;
        var issued = await tokens.IssueAsync(Actor, request, Model, Aborted);
        if (issued.Succeeded)
            return $"/tokens/created/{shownOnce.Keep(Session.Digest, Session.User, new Shown(issued.Value.Token, issued.Value.Value, ShownReason.Created))}";
        if (issued.Error.Code == RefusalCode.SignInAgain)
            return AgainPath(NewTokenForm.LinkOf(await Request.ReadFormAsync(Aborted)));
        Problems.Add(NewTokens.FieldOf(issued.Error.Code, Form), issued.Error.Message);
        return null;
    }

    // Copies another token, with the same lifetime.
    private async Task<NewTokenForm?> LikeAsync()
    {
        if (!TokenId.TryParse(Request.Query["like"], out var id) || await tokens.GetAsync(Actor, id, Aborted) is not { Succeeded: true } found)
            return null;
        var form = NewTokenForm.Like(found.Value, Actor.User!.Id);
        return Request.Query["only"] == "needed" && await tokens.GetPrivilegesAsync(found.Value, Model, Aborted) is { Kept: { Count: > 0 } kept }
            ? form.LimitedTo(kept)
            : form;
    }

    private async Task FillAsync()
    {
        await FillSummaryAsync();
        Accounts = await accounts.MaintainedByAsync(Actor.User!, Model, TokenPages.MostAccounts, Aborted);
        if (Owner is null || Places is null)
            return;
        var counted = Options.MaxPerUser is null
            ? new TokenFilter { Realm = NewTokens.RealmOf(Form, Owner, Model) ?? Realm.Default, Now = pages.Now }
            : new TokenFilter { Owner = Owner.Id, Now = pages.Now };
        Live = (await store.ListAsync(counted, null, MostCounted + 1, Aborted)).Count(token => token.StateAt(pages.Now) is TokenState.Active or TokenState.Inactive);
    }

    private async Task FillSummaryAsync()
    {
        Owner = await newTokens.OwnerOfAsync(Form, Actor, Aborted);
        var realm = (Owner is null ? null : NewTokens.RealmOf(Form, Owner, Model)) ?? Realm.Default;
        Options = Model.TokensOf(realm);
        if (Owner is null)
            return;
        Roles = NewTokens.RolesOf(Owner, Actor, Model);
        Role = NewTokens.RoleOf(Form, Owner, Actor, Model, words.Form);
        Realms = Core.Verification.TokenRights.RealmsOf(Owner, Model.Roles);
        var expiry = new FieldProblems();
        ExpiresAt = newTokens.Expires(Form, Options, expiry);
        IsEndKnown = !expiry.Any;
        if (Role is not null)
            Opens = pages.OpenedBy(Draft(Role, realm), Owner);
    }

    private Token Draft(Role role, Realm realm) => new()
    {
        Id = default,
        Name = Form.Name,
        Owner = Owner!.Id,
        OwnerNumber = Owner.Number,
        Realm = realm,
        Role = role.Name,
        Permissions = Form.IsLimited ? [.. Form.Permissions.Select(name => PermissionName.TryParse(name, out var known) ? known : (PermissionName?)null).OfType<PermissionName>()] : null,
        CreatedBy = "",
    };
}
