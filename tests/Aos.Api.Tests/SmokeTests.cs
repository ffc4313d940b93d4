namespace Aos.Api.Tests;
public sealed class SmokeTests { [Fact] public void Runs() => Assert.NotNull(typeof(Program)); }
