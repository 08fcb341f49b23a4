namespace TokenGateway.Core.Tokens;

/// <summary>
/// Counts the characters that a search for values examines. Clients choose the searched text, so the work must be linear in
/// its length; tests count it, and the product's searches compile without any trace of it.
/// </summary>
internal interface IWorkMeter
{
    /// <param name="characters">The number of examined characters, including repeated ones.</param>
    static abstract void Add(int characters);
}
