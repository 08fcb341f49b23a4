using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Bulk;
using TokenGateway.Portal.Bulk;
using TokenGateway.Portal.Sessions;
using TokenGateway.Portal.Texts;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Pages.Tokens;

/// <summary>Previews a change of many tokens.</summary>
internal sealed class BulkModel(TokenSearch search, BulkPlans plans, BulkRuns runs, BulkRunner runner, SentForms forms, TokenPages pages) : PortalPage
{
    /// <summary>A page of the list has 50.</summary>
    private const int MostTicked = 100;

    /// <summary>Null: there is none, or it has expired.</summary>
    public BulkPlan? Plan { get; private set; }

    public string Handle { get; private set; } = "";

    /// <summary>The error; null: none.</summary>
    public string? Problem { get; private set; }

    public bool ShowsOwners => May(ManagementRights.Tokens);

    public DateTimeOffset Now => pages.Now;

    /// <summary>The text to type before tokens are deleted.</summary>
    public string ConfirmText => Plan!.Ids.Length.ToString(CultureInfo.InvariantCulture);

    public IActionResult OnGet(string? handle) => handle is null ? Next("/tokens") : Show(handle);

    /// <summary>Creates the plan; changes nothing. Not limited, because deactivating starts here.</summary>
    [Call(CallKind.Lower)]
    public async Task<IActionResult> OnPostAsync()
    {
        var form = await Request.ReadFormAsync(Aborted);
        if (BulkActions.Parse(form["action"]) is not { } action)
            return Missing;
        var found = await FindAsync(form);
        if (!found.Succeeded)
        {
            Problem = found.Error.Message;
            return Again();
        }

        if (found.Value.Tokens.Count == 0)
        {
            Problem = Text.Bulk_Nothing;
            return Again();
        }

        return Next($"/tokens/bulk/{plans.Keep(Session.Digest, Session.User, BulkPlan.Of(action, found.Value, Now))}");
    }

    /// <summary>Deactivates or deletes.</summary>
    [Call(CallKind.Lower)]
    public Task<IActionResult> OnPostLowerAsync(string handle, string? count) => RunAsync(handle, count, plan => plan.Action is BulkAction.Deactivate or BulkAction.Delete);

    public Task<IActionResult> OnPostActivateAsync(string handle) => RunAsync(handle, count: null, plan => plan.Action == BulkAction.Activate);

    private async Task<IActionResult> RunAsync(string handle, string? count, Func<BulkPlan, bool> isOf)
    {
        string? next = await forms.OnceAsync(Session.Digest, handle, async () =>
        {
            Show(handle);
            if (Plan is not { } plan || !isOf(plan))
                return null;
            if (plan.Action == BulkAction.Delete && count?.Trim() != ConfirmText)
            {
                Problem = Text.Bulk_NotTheCount.With(ConfirmText);
                return null;
            }

            if (runs.IsBusy(Session.User))
            {
                Problem = Text.Bulk_Busy;
                return null;
            }

            // Uses up the plan.
            if (plans.Take(handle, Session.Digest) is null)
                return null;
            var run = runner.Start(plan, Actor);
            if (run.Total <= BulkRunner.MostAtOnce)
                await run.Completion;
            return $"/tokens/bulk/results/{runs.Keep(Session.Digest, Session.User, run)}";
        });
        return next is not null ? Next(next) : Plan is null ? Gone() : Problem is null ? Missing : Again();
    }

    private IActionResult Show(string handle)
    {
        (Handle, Plan) = (handle, plans.Find(handle, Session.Digest));
        return Plan is null ? Gone() : Page();
    }

    private async ValueTask<LifecycleResult<FoundTokens>> FindAsync(IFormCollection form)
    {
        switch (form["scope"].ToString())
        {
            case "all":
                var filter = TokenQuery.Of(Request.Query).FilterAt(Now);
                return await search.FindAsync(Actor, filter with { Order = default }, matches: null, BulkPlan.MostTokens, Model, Aborted);
            case "page":
                return await search.FindAsync(Actor, form["page"].ToString().Split(','), MostTicked, Aborted);
            default:
                return await search.FindAsync(Actor, form["id"].OfType<string>(), MostTicked, Aborted);
        }
    }
}
