namespace TokenGateway.Core.Tokens;

/// <summary>
/// Counts what a search for values looks at. Clients choose the text that is searched, so that the work must grow with
/// its length alone; tests count it, and the searches of the product are compiled without a trace of it.
/// </summary>
internal interface IWorkMeter
{
    /// <param name="characters">How many were looked at, however often they had been before.</param>
    static abstract void Add(int characters);
}
