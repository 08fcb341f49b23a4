using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>
/// What writers said before and after each change (<c>TokenGateway.StoreChild</c>), and whether the store says so too:
/// all that was acknowledged, and of each writer that was killed at most the one change it had begun.
/// </summary>
internal sealed class ChangeLog
{
    private readonly Dictionary<string, Fate> _subjects = new(StringComparer.Ordinal);
    private long _lastChange;

    /// <summary>Values of the tokens that were acknowledged, by id.</summary>
    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Changes that were acknowledged.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Changes that were begun and not acknowledged, and that the store has all the same.</summary>
    public int HappenedUnacknowledged { get; private set; }

    /// <summary>Changes that were begun and not acknowledged.</summary>
    public int Begun { get; private set; }

    /// <summary>Adds what one writer said from its start to its end.</summary>
    public void Read(IReadOnlyList<string> lines)
    {
        string[]? begun = null;
        foreach (var words in lines.Select(line => line.Split(' ')))
        {
            switch (words[0])
            {
                case ">":
                    begun = words;
                    break;
                case "<":
                    Acknowledge(words);
                    begun = null;
                    break;
                case "=":
                    begun = null;
                    break;
            }
        }

        if (begun is not null)
            Begin(begun);
    }

    /// <summary>The tokens whose fate is certain, each with whether it may be used.</summary>
    public IEnumerable<(string Value, bool IsAlive)> Certain(Func<string, string> ownerOf) =>
        from one in Values
        let token = _subjects[one.Key]
        let owner = _subjects.GetValueOrDefault(ownerOf(one.Key))
        where token.Perhaps is null && owner?.Perhaps is null
        select (one.Value, token.State == "active" && owner?.State != "disabled");

    /// <summary>Compares with the file and settles what was uncertain.</summary>
    public void ShouldStandIn(string store)
    {
        using var connection = new SqliteConnection($"Data Source={store};Pooling=False");
        connection.Open();
        Ask(connection, "PRAGMA integrity_check").ShouldBe(["ok"]);
        foreach (var line in Ask(connection, "SELECT id || ' ' || CASE WHEN deleted_at IS NOT NULL THEN 'deleted' WHEN active THEN 'active' ELSE 'inactive' END FROM tokens"))
            Settle(line.Split(' '));
        foreach (var line in Ask(connection, "SELECT id || ' ' || CASE WHEN disabled THEN 'disabled' ELSE 'enabled' END FROM users"))
            Settle(line.Split(' '));
        _subjects.ShouldAllBe(one => one.Value.WasSeen, "Something that was acknowledged is not in the store.");
        foreach (var fate in _subjects.Values)
            fate.WasSeen = false;
        ShouldHaveNoGap(connection);
    }

    // Numbers are given without gaps as long as no change is lost: one that is rolled back gives its number back.
    private void ShouldHaveNoGap(SqliteConnection connection)
    {
        var numbers = Ask(connection, "SELECT count(*) || ' ' || max(seq) || ' ' || (SELECT seq FROM change_head) FROM changes")
            .Single().Split(' ').Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToList();
        numbers.Distinct().Count().ShouldBe(1, "changes: count, last, sequence " + string.Join(", ", numbers));
        numbers[0].ShouldBeGreaterThanOrEqualTo(_lastChange);
        numbers[0].ShouldBeGreaterThanOrEqualTo(Acknowledged);
        _lastChange = numbers[0];
    }

    private void Acknowledge(string[] words)
    {
        // A token that is switched off again changes nothing, and so gets no number.
        if (words[1] != "deactivate" || _subjects.GetValueOrDefault(words[2]) is { State: "active", Perhaps: null })
            Acknowledged++;
        if (words[1] == "create")
            Values[words[2]] = words[3];
        _subjects[words[2]] = new Fate(StateAfter(words[1]));
    }

    private void Begin(string[] words)
    {
        Begun++;
        if (words[1] == "create")
            return;

        // Only a user is changed without having been heard of before.
        if (!_subjects.TryGetValue(words[2], out var fate))
            _subjects[words[2]] = fate = new Fate("enabled");
        fate.Perhaps = StateAfter(words[1]);
    }

    private void Settle(string[] row)
    {
        // A token that was made and not acknowledged is known to nobody.
        if (!_subjects.TryGetValue(row[0], out var fate))
            return;
        fate.WasSeen = true;
        if (fate.Perhaps is { } perhaps && row[1] == perhaps)
        {
            HappenedUnacknowledged++;
            fate.State = perhaps;
        }

        fate.Perhaps = null;
        row[1].ShouldBe(fate.State, $"token or user {row[0]}");
    }

    private static string StateAfter(string change) => change switch
    {
        "create" or "activate" => "active",
        "deactivate" => "inactive",
        "delete" => "deleted",
        "disable" => "disabled",
        "enable" => "enabled",
        _ => throw new ArgumentException(change, nameof(change)),
    };

    private static List<string> Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var lines = new List<string>();
        while (rows.Read())
            lines.Add(rows.GetString(0));
        return lines;
    }

    private sealed class Fate(string state)
    {
        public string State { get; set; } = state;

        /// <summary>What it may be instead, after a change that was begun.</summary>
        public string? Perhaps { get; set; }

        public bool WasSeen { get; set; }
    }
}
