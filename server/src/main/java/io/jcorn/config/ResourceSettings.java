package io.jcorn.config;

import static io.jcorn.config.Setting.Section.RESOURCES;

import java.util.List;

/** What applications find by JNDI. */
final class ResourceSettings {
    private ResourceSettings() {}

    static final Setting<DataSourceOption> DATASOURCE = Setting.of(RESOURCES, "datasource", new DataSourceOption.Type())
            .repeatable()
            .doc("""
            An option of a data source that applications find under `java:comp/env/jdbc/NAME`, as in `--datasource
            shop.url=jdbc:postgresql://db/shop`. In a file each data source has a table of its own, `[datasource.NAME]`,
            with a line for each option. `docs/resources.md` tells of all of them. HUP reads them again.""");

    static final List<Setting<?>> ALL = List.of(DATASOURCE);
}
