using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Portal.Tokens;

/// <summary>
/// Makes a form that is submitted twice take effect once: a second click, or a browser that repeats a request, creates no
/// second token and rotates nothing twice, even while the first request is in progress. Memory is bounded; the oldest
/// entries are dropped.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SentForms
{
    internal const int MostKept = 10_000;

    private const int LongestNumber = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<(TokenDigest Session, string Form), Task<string?>> _forms = [];
    private readonly Queue<(TokenDigest Session, string Form)> _byAge = [];

    /// <summary>Creates an id for a form.</summary>
    public static string NewNumber() => Guid.NewGuid().ToString("N");

    /// <param name="session">The session of the form.</param>
    /// <param name="form">The id of the form; without one, duplicates are not detected.</param>
    /// <param name="work">Does the work, and returns the redirect target; null: nothing was done, and the form may be submitted again.</param>
    public async Task<string?> OnceAsync(TokenDigest session, string form, Func<Task<string?>> work)
    {
        if (form.Length is 0 or > LongestNumber)
            return await work();
        var key = (session, form);
        var mine = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        while (!TryBegin(key, mine.Task, out var first))
        {
            if (await first is { } done)
                return done;
        }

        string? next = null;
        try
        {
            return next = await work();
        }
        finally
        {
            if (next is null)
                Forget(key);
            mine.SetResult(next);
        }
    }

    // False: another request came first.
    private bool TryBegin((TokenDigest Session, string Form) key, Task<string?> mine, [NotNullWhen(false)] out Task<string?>? first)
    {
        lock (_lock)
        {
            if (_forms.TryGetValue(key, out first))
                return false;
            _forms[key] = mine;
            _byAge.Enqueue(key);
            if (_byAge.Count > MostKept)
                _forms.Remove(_byAge.Dequeue());
            return true;
        }
    }

    private void Forget((TokenDigest Session, string Form) key)
    {
        lock (_lock)
            _forms.Remove(key);
    }
}
