using Aos.Api.Platform.Database;
using Aos.Api.Platform.Database.Embedded;

namespace Aos.Api.Tests.Platform.Database;

public sealed class ServerBinariesTests
{
    [Fact]
    public void Without_a_server_one_sentence_says_what_to_install()
    {
        var fault = Assert.Throws<DatabaseStartException>(() => ServerBinaries.Find([], major: null));
        Assert.Equal("No PostgreSQL server of version 15 or newer was found: install one (Debian and Ubuntu: apt-get install postgresql), or set Database:BinDirectory or Database:ConnectionString.", fault.Message);
    }

    [Fact]
    public void The_data_decide_the_version()
    {
        var found = ServerBinaries.Find(ServerBinaries.Candidates(null), major: null);
        Assert.True(found.Major >= 15);
        Assert.Equal(found, ServerBinaries.Find([found.Directory], found.Major));

        var fault = Assert.Throws<DatabaseStartException>(() => ServerBinaries.Find([found.Directory], found.Major + 1));
        Assert.Contains($"made by PostgreSQL {found.Major + 1}", fault.Message);
    }

    [Fact]
    public void A_directory_that_is_set_is_the_only_candidate() =>
        Assert.Equal(["/opt/pg/bin"], ServerBinaries.Candidates("/opt/pg/bin"));
}
