using TokenGateway.Commands;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.StoreChild;

/// <summary>
/// Makes and changes tokens and a user of its own as fast as it can, until it is killed or the store fails. Says
/// <c>&gt; what</c> before each change and <c>&lt; what</c> as soon as it was acknowledged, one line each.
/// </summary>
internal sealed class Writing(OfflineGateway gateway, UserId owner, Random random)
{
    private readonly List<TokenId> _alive = [];
    private readonly Stream _output = Console.OpenStandardOutput();
    private bool _isDisabled;

    /// <summary>0: never; 4: the store refused a write, and <c>! why</c> was said.</summary>
    public static async Task<int> RunAsync(string config, string owner, int seed)
    {
        await using var gateway = OfflineGateway.Open(config);
        var writing = new Writing(gateway, UserId.Parse(owner), new Random(seed));
        try
        {
            await writing.BeginAsync();
            while (true)
                await writing.ChangeAsync();
        }
        catch (StoreUnavailableException failure)
        {
            writing.Say($"! {failure.Message}");
            return 4;
        }
    }

    private async Task BeginAsync()
    {
        var user = new User { Id = owner, Roles = [RoleName.Parse("Users")] };
        await gateway.Users.CreateAsync(gateway.Operator, user, gateway.Model, CancellationToken.None);
        Say("ready");
    }

    private async Task ChangeAsync()
    {
        switch (_alive.Count == 0 ? 0 : random.Next(6))
        {
            case 0 or 1:
                await CreateAsync();
                break;
            case 2:
                await DeleteAsync();
                break;
            case 3:
                await SetActiveAsync(false);
                break;
            case 4:
                await SetActiveAsync(true);
                break;
            default:
                await SetDisabledAsync();
                break;
        }
    }

    private async Task CreateAsync()
    {
        Say("> create");
        var issued = await gateway.Tokens.IssueAsync(
            gateway.Operator, new IssueRequest { Owner = owner, Name = "kill" }, gateway.Model, CancellationToken.None);
        if (issued.Value is not { } token)
        {
            // The user is disabled, or has as many as are allowed.
            Say("= create");
            await (_isDisabled ? SetDisabledAsync() : DeleteAsync());
            return;
        }

        Say($"< create {token.Token.Id} {token.Value}");
        _alive.Add(token.Token.Id);
    }

    private async Task DeleteAsync()
    {
        var id = _alive[random.Next(_alive.Count)];
        Say($"> delete {id}");
        Require(await gateway.Tokens.DeleteAsync(gateway.Operator, id, CancellationToken.None));
        Say($"< delete {id}");
        _alive.Remove(id);
    }

    private async Task SetActiveAsync(bool isActive)
    {
        var id = _alive[random.Next(_alive.Count)];
        var what = isActive ? "activate" : "deactivate";
        Say($"> {what} {id}");
        Require(isActive
            ? await gateway.Tokens.ActivateAsync(gateway.Operator, id, gateway.Model, CancellationToken.None)
            : await gateway.Tokens.DeactivateAsync(gateway.Operator, id, CancellationToken.None));
        Say($"< {what} {id}");
    }

    private async Task SetDisabledAsync()
    {
        var what = _isDisabled ? "enable" : "disable";
        Say($"> {what} {owner}");
        Require(await gateway.Users.SetDisabledAsync(gateway.Operator, owner, !_isDisabled, gateway.Model, CancellationToken.None));
        Say($"< {what} {owner}");
        _isDisabled = !_isDisabled;
    }

    private static void Require<T>(LifecycleResult<T> result)
        where T : class
    {
        if (result.Error is { } error)
            throw new InvalidOperationException(error.Message);
    }

    // One write to the pipe a line: what was written is there even when the process is killed right after.
    private void Say(string line) => _output.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
}
