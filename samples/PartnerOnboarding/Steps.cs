namespace PartnerOnboarding;

/// <summary>Shows how far the onboarding has come: a bar and a line for each step; on a console the bar is drawn anew in place.</summary>
internal sealed class Steps(TextWriter output, int count)
{
    private const int Width = 28;

    private readonly bool _inPlace = !Console.IsOutputRedirected;
    private int _done;

    /// <summary>Does a step, and says what came of it.</summary>
    public async Task<T> DoAsync<T>(string name, Func<Task<T>> step, Func<T, string> outcome)
    {
        Draw(name);
        var result = await step();
        _done++;
        Say($"{_done}/{count} {name}: {outcome(result)}");
        if (_done == count)
            Draw("done");
        return result;
    }

    public Task DoAsync(string name, Func<Task<string>> step) => DoAsync(name, step, text => text);

    /// <summary>A line between the steps, such as what the person has to do now.</summary>
    public void Say(string line)
    {
        if (_inPlace)
            output.Write($"\r{new string(' ', 78)}\r");
        output.WriteLine(line);
    }

    private void Draw(string what)
    {
        var filled = Width * _done / count;
        var line = $"[{new string('█', filled)}{new string('·', Width - filled)}] {100 * _done / count,3} % {what}";
        if (_inPlace)
            output.Write($"\r{line,-78}{(_done == count ? "\n" : "")}");
        else
            output.WriteLine(line);
    }
}
