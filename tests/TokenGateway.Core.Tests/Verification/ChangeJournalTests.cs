using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Verification;

public sealed class ChangeJournalTests
{
    private const int Remembered = 1024;

    private static readonly Change Unrelated = new(ChangeKind.TokenChanged, "99");

    [Fact]
    public void Nothing_since_concerns_nobody() => new ChangeJournal().MayConcern(0, Some.Facts()).ShouldBeFalse();

    [Fact]
    public void As_many_changes_as_are_remembered_are_searched()
    {
        var journal = new ChangeJournal();
        Add(journal, Unrelated, Remembered);
        journal.MayConcern(0, Some.Facts()).ShouldBeFalse();
        journal.MayConcern(0, facts: null).ShouldBeFalse();
    }

    [Fact]
    public void First_of_the_remembered_changes_is_found()
    {
        var journal = new ChangeJournal();
        journal.Add(new Change(ChangeKind.TokenChanged, "7"));
        Add(journal, Unrelated, Remembered - 1);
        journal.MayConcern(0, Some.Facts(7)).ShouldBeTrue();
        journal.MayConcern(1, Some.Facts(7)).ShouldBeFalse();
    }

    [Fact]
    public void More_changes_than_are_remembered_may_concern_anybody()
    {
        var journal = new ChangeJournal();
        Add(journal, Unrelated, Remembered + 1);
        journal.MayConcern(0, Some.Facts()).ShouldBeTrue();
        journal.MayConcern(0, facts: null).ShouldBeTrue();
        journal.MayConcern(1, Some.Facts()).ShouldBeFalse();
    }

    [Fact]
    public void Reset_concerns_every_fill_that_began_before()
    {
        var journal = new ChangeJournal();
        Add(journal, Unrelated, 3);
        var before = journal.Position;
        journal.Reset();
        journal.MayConcern(before, Some.Facts()).ShouldBeTrue();
        journal.MayConcern(before, facts: null).ShouldBeTrue();
        journal.MayConcern(journal.Position, Some.Facts()).ShouldBeFalse();
    }

    private static void Add(ChangeJournal journal, Change change, int times)
    {
        for (var i = 0; i < times; i++)
            journal.Add(change);
    }
}
